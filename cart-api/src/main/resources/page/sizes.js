// The order in which people expect variants.

const SIZES = ['xxxs', 'xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl'];
const SAME = { small: 's', medium: 'm', large: 'l', '2xs': 'xxs', '3xs': 'xxxs', '2xl': 'xxl', '3xl': 'xxxl',
  'extra small': 'xs', 'extra large': 'xl', 'x-small': 'xs', 'x-large': 'xl' };

const collator = new Intl.Collator(undefined, { numeric: true });

/** Compares variants by their attributes, one after the other: sizes come first and in their order, then numbers and names. */
export function bySize(a, b) {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = one(String(a[i] ?? ''), String(b[i] ?? ''));
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function one(a, b) {
  return rank(a) - rank(b) || collator.compare(a, b);
}

function rank(value) {
  const word = value.trim().toLowerCase();
  const index = SIZES.indexOf(SAME[word] ?? word);
  return index < 0 ? SIZES.length : index;
}
