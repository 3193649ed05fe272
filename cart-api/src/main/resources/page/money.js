// Amounts are minor units; how many make one of the currency is the currency's affair.

const formats = new Map();

function formatOf(currency) {
  if (!formats.has(currency)) {
    formats.set(currency, new Intl.NumberFormat(undefined, { style: 'currency', currency }));
  }
  return formats.get(currency);
}

/** Such as $18.00 for 1800 and USD, or ¥1,800 for 1800 and JPY. */
export function money(minorUnits, currency) {
  try {
    const format = formatOf(currency);
    return format.format(minorUnits / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${minorUnits} ${currency}`;
  }
}

/** A moment as people say a day, such as Sun, Nov 29, 18:00. moment: ISO 8601, or milliseconds since 1970. */
export function day(moment) {
  return new Date(moment).toLocaleString(undefined, { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
}
