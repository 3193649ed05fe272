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

const DAY = 86_400_000;

/** A moment as people say it, such as Sun, Nov 29; one that is near with its time. moment: ISO 8601, or milliseconds since 1970. */
export function day(moment) {
  const near = Math.abs(new Date(moment) - Date.now()) < 2 * DAY;
  return new Date(moment).toLocaleString(undefined, { weekday: 'short', month: 'short', day: 'numeric', ...(near && { hour: 'numeric', minute: '2-digit' }) });
}
