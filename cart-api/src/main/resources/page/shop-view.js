// The products: pictures, variants, stock, and a button.

import { inWords } from './api.js';
import { add, cart } from './cart.js';
import { catalogue, labelOf, pictureOf, refresh } from './catalogue.js';
import { announce, el, icon, keyed, text } from './dom.js';
import { money } from './money.js';

const FEW = 5;
const SKELETONS = 8;

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
  const price = el('p', { class: 'price' });
  const description = el('p', { class: 'description' });
  const choices = el('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Variant' });
  const stock = el('p', { class: 'stock' });
  const label = el('span');
  const button = el('button', { type: 'button', class: 'add', onclick: put }, label);
  const problem = el('p', { class: 'card-problem', role: 'alert' });
  const node = el('li', { class: 'card' }, picture,
    el('div', { class: 'card-text' }, el('div', { class: 'card-head' }, title, price), description, choices,
      el('div', { class: 'card-foot' }, stock, button), problem));

  function variant() {
    return product.variants.find((one) => one.sku === chosen) ?? preferred(product);
  }

  async function put() {
    if (busy) {
      return;
    }
    const wanted = variant();
    busy = true;
    text(problem, '');
    draw();
    try {
      await add(wanted.sku, 1, product.currency);
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
    text(description, product.description ?? '');
    drawPicture(picture, product);
    drawChoices(choices, product, variant()?.sku, choose);
    draw();
  };
  return node;
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
  const { title, code } = inWords(error);
  return `${title} (${code}).`;
}
