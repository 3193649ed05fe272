// What is for sale, and how much of it.

import { call } from './api.js';
import { cell } from './dom.js';
import { bySize } from './sizes.js';

const EVERY = 15_000;
const AGAIN = 3_000;

/** state: loading, ready or failed; products stay when a refresh fails. */
export const catalogue = cell({ state: 'loading', products: [], error: null });

let running = null;
let timer;

/** Reads all pages. Calls at the same time share one reading. */
export function refresh() {
  running ??= read().finally(() => {
    running = null;
  });
  return running;
}

async function read() {
  clearTimeout(timer);
  try {
    catalogue.set({ state: 'ready', products: await pages(), error: null });
    timer = setTimeout(whenSeen, EVERY);
  } catch (error) {
    catalogue.set({ ...catalogue.value, state: 'failed', error });
    timer = setTimeout(refresh, AGAIN);
  }
}

function whenSeen() {
  if (document.visibilityState === 'visible') {
    refresh();
  } else {
    addEventListener('visibilitychange', refresh, { once: true });
  }
}

async function pages() {
  const products = [];
  let after = null;
  do {
    const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    const { body } = await call('GET', `/products${query}`);
    products.push(...body.products.map(sorted));
    after = body.next;
  } while (after !== null && after !== undefined);
  return products;
}

/** By size where it is one (S, M, L, XL, 38, 40), else by name. */
function sorted(product) {
  return { ...product, variants: product.variants.toSorted((a, b) => bySize(wordsOf(a), wordsOf(b))) };
}

/** The product and the variant of a SKU, or undefined if it is not for sale (any more). */
export function find(sku) {
  for (const product of catalogue.value.products) {
    const variant = product.variants.find((one) => one.sku === sku);
    if (variant) {
      return { product, variant };
    }
  }
  return undefined;
}

function wordsOf(variant) {
  return Object.values(variant.attributes ?? {});
}

/** Such as "M · Sea"; empty for the only variant of a product. */
export function labelOf(variant) {
  return wordsOf(variant).join(' · ');
}

/** Only pictures of this shop: the page loads nothing from elsewhere. */
export function pictureOf(product, variant) {
  const address = variant?.image ?? product.image;
  return address?.startsWith('/') && !address.startsWith('//') ? address : null;
}
