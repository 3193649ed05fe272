// The products: pictures, variants, stock, and a button.

import { beingBought, cart } from './cart.js';
import { add } from './cart-changes.js';
import { catalogue, labelOf, pictureOf, refresh } from './catalogue.js';
import { announce, el, icon, keyed, text } from './dom.js';
import { day, money } from './money.js';
import { options } from './options-view.js';
import { inWords, sentence } from './words.js';

const FEW = 5;
const SKELETONS = 8;
const BEING_BOUGHT = 'Your cart is being checked out. Add more when that is over.';

export function showShop() {
  const list = document.getElementById('products');
  const notice = document.getElementById('shop-notice');
  catalogue.subscribe(({ state, products, error }) => {
    list.setAttribute('aria-busy', state === 'loading');
    notice.replaceChildren(...(state === 'failed' ? [failure(error, products.length > 0)] : []));
    if (state !== 'ready' && products.length === 0) {
      list.replaceChildren(...Array.from({ length: SKELETONS }, skeleton));
    } else if (state === 'ready' && products.length === 0) {
      list.replaceChildren(el('li', { class: 'nothing' }, el('h2', {}, 'Nothing is for sale yet'),
        el('p', {}, 'Import products with ', el('code', {}, './tillstream catalog import FILE.csv'), '.')));
    } else {
      keyed(list, products, (product) => product.product_id, card);
    }
  });
}

function skeleton() {
  return el('li', { class: 'card skeleton', 'aria-hidden': 'true' }, el('div', { class: 'picture' }),
    el('div', { class: 'card-text' }, el('i'), el('i'), el('i')));
}

function failure(error, stale) {
  const { title, detail, code } = inWords(error);
  return el('div', { class: 'notice bad', role: 'alert' }, icon('lost'),
    el('div', {}, el('h2', {}, title),
      el('p', {}, `${detail} ${stale ? 'What you see may be old.' : ''} This page tries again by itself. `, el('code', {}, code))),
    el('button', { type: 'button', class: 'quiet', onclick: refresh }, 'Try now'));
}

/** The first variant that can be bought, else the first. */
function preferred(product) {
  return product.variants.find((variant) => variant.stock > 0) ?? product.variants[0];
}

function card(first) {
  let product = first;
  let chosen = preferred(first)?.sku;
  let busy = false;

  const picture = el('div', { class: 'picture' });
  const title = el('h2');
  const price = el('span');
  const before = el('s', { class: 'small' });
  const sale = el('p', { class: 'sale' }, el('b'), el('span', { class: 'small' }));
  const description = el('p', { class: 'description' });
  const choices = el('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Variant' });
  const stock = el('p', { class: 'stock' });
  const label = el('span');
  const button = el('button', { type: 'button', class: 'add', onclick: put }, label);
  const problem = el('p', { class: 'card-problem', role: 'alert' });
  const extras = options();
  const node = el('li', { class: 'card' }, picture,
    el('div', { class: 'card-text' }, el('div', { class: 'card-head' }, title, el('p', { class: 'price' }, before, price)), sale, description, choices,
      extras, el('div', { class: 'card-foot' }, stock, button), problem));

  function variant() {
    return product.variants.find((one) => one.sku === chosen) ?? preferred(product);
  }

  async function put() {
    if (busy) {
      return;
    }
    if (beingBought()) {
      text(problem, BEING_BOUGHT);
      return;
    }
    const wanted = variant();
    busy = true;
    text(problem, '');
    draw();
    try {
      await add(wanted.sku, 1, extras.chosen(), product.currency);
      extras.clear();
      announce(`${product.title} ${labelOf(wanted)} is in the cart`);
      flash();
    } catch (error) {
      text(problem, refusal(error, wanted.sku));
      refresh();
    } finally {
      busy = false;
      draw();
    }
  }

  function flash() {
    node.classList.add('added');
    setTimeout(() => {
      node.classList.remove('added');
      draw();
    }, 1400);
  }

  function choose(sku) {
    chosen = sku;
    text(problem, '');
    draw();
  }

  function draw() {
    const current = variant();
    const left = current?.stock ?? 0;
    picture.dataset.sold = product.variants.every((one) => one.stock <= 0);
    text(price, current ? money(current.price, product.currency) : '');
    drawSale(before, sale, current, product.currency);
    extras.hidden = left <= 0;
    text(stock, left <= 0 ? 'Sold out' : left <= FEW ? `Only ${left} left` : 'In stock');
    stock.dataset.level = left <= 0 ? 'none' : left <= FEW ? 'few' : 'plenty';
    text(label, left <= 0 ? 'Sold out' : busy ? 'Adding…' : node.classList.contains('added') ? 'Added' : 'Add to cart');
    button.disabled = left <= 0;
    button.setAttribute('aria-disabled', busy);
    button.setAttribute('aria-label', `${label.textContent}: ${[product.title, current && labelOf(current)].filter(Boolean).join(', ')}`);
  }

  node.update = (next) => {
    product = next;
    text(title, product.title);
    extras.titled(product.title);
    text(description, product.description ?? '');
    drawPicture(picture, product);
    drawChoices(choices, product, variant()?.sku, choose);
    draw();
  };
  return node;
}

/** Whoever shows a reduced price says the lowest of the last 30 days before (EU directive 2019/2161). */
function drawSale(before, sale, variant, currency) {
  const reduced = variant?.price_origin === 'promotion';
  text(before, reduced && variant.regular_price > variant.price ? money(variant.regular_price, currency) : '');
  text(sale.firstChild, reduced ? (variant.promotion_ends_at ? `Sale until ${day(variant.promotion_ends_at)}` : 'Sale') : '');
  text(sale.lastChild, reduced && variant.lowest_price ? `Lowest price of the 30 days before: ${money(variant.lowest_price, currency)}` : '');
  sale.hidden = !reduced;
}

function drawPicture(picture, product) {
  const address = pictureOf(product);
  if (picture.dataset.of !== `${address}`) {
    picture.dataset.of = `${address}`;
    picture.replaceChildren(address
      ? el('img', { src: address, alt: '', width: 600, height: 600, loading: 'lazy', decoding: 'async' })
      : el('span', { class: 'initial', 'aria-hidden': 'true' }, [...product.title][0] ?? ''));
  }
}

function drawChoices(choices, product, chosen, choose) {
  choices.hidden = product.variants.length < 2;
  keyed(choices, choices.hidden ? [] : product.variants, (variant) => variant.sku, (first) => {
    const input = el('input', { type: 'radio', name: `variant-${product.product_id}`, value: first.sku,
      onchange: () => choose(first.sku) });
    input.checked = first.sku === chosen;
    const words = el('span');
    const node = el('label', {}, input, words);
    node.update = (variant) => {
      text(words, labelOf(variant) || variant.sku);
      node.dataset.sold = variant.stock <= 0;
    };
    return node;
  });
}

function refusal(error, sku) {
  if (error.code === 'out_of_stock') {
    const inCart = (cart.value?.lines ?? []).some((line) => line.sku === sku);
    return error.body.available > 0
      ? `There are only ${error.body.available}${inCart ? ', and your cart has them already' : ''}.`
      : 'Somebody else was faster: this is sold out now.';
  }
  if (error.code === 'cart_not_active') {
    return BEING_BOUGHT;
  }
  return sentence(error);
}
