// What can be done to a thing on its way into the cart. The same thing with other options is another line.

const GIFT_WRAP = 'gift_wrap';
const ENGRAVING = 'engraving';

/** Characters of an engraving. */
export const LONGEST = 40;

/** As the API takes them. */
export function optionsOf(giftWrap, engraving) {
  const words = engraving.trim();
  return { ...(giftWrap && { [GIFT_WRAP]: 'yes' }), ...(words && { [ENGRAVING]: words }) };
}

/** In words; options that another storefront has set are told as they are. */
export function wordsOf(options = {}) {
  return Object.entries(options).map(([name, value]) => {
    if (name === GIFT_WRAP) {
      return value === 'yes' ? 'Gift wrap' : `Gift wrap: ${value}`;
    }
    return name === ENGRAVING ? `Engraving “${value}”` : `${name}: ${value}`;
  });
}
