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
