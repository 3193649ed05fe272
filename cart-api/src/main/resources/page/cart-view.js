// The cart beside the products; on a phone a page of its own.

import { inWords } from './api.js';
import { cart, refresh, setQuantity, units } from './cart.js';
import { checkout, forget, running } from './checkout.js';
import { catalogue, find, labelOf, pictureOf, refresh as refreshCatalogue } from './catalogue.js';
import { announce, cell, el, icon, keyed, text } from './dom.js';
import { money } from './money.js';

/** Why the last change was refused; null if it was not. */
const trouble = cell(null);

export function showCart() {
  const count = el('b');
  document.getElementById('cart-link').append(icon('cart'), el('span', {}, 'Cart'), count);
  const title = el('h2', { id: 'cart-title', tabindex: '-1' }, 'Your cart');
  const lines = el('ul', { class: 'lines', 'aria-label': 'Lines of the cart' });
  const hint = el('p', { class: 'small' });
  const empty = el('div', { class: 'cart-empty' }, icon('cart'), el('p', {}, 'Nothing in it yet.'),
    hint);
  const notice = el('p', { class: 'cart-problem', role: 'alert' });
  const subtotal = el('span', { class: 'amount' });
  const locked = el('p', { class: 'cart-locked' }, 'This cart is being checked out.');
  const go = el('a', { class: 'button', href: '#/checkout', id: 'go-to-checkout', onclick: leaveTheLast });
  const sum = el('div', { class: 'sum' }, el('p', { class: 'subtotal' }, el('span', {}, 'Subtotal'), subtotal), go,
    el('p', { class: 'small' }, 'A test shop: no shipping, no tax, no money.'));
  const loading = el('div', { class: 'cart-loading', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  document.getElementById('cart').append(el('a', { class: 'back', href: '#/' }, 'Keep shopping'), title, notice, locked, loading, empty, lines, sum);

  const bar = document.getElementById('cart-bar');
  const barUnits = el('span');
  const barTotal = el('span', { class: 'amount' });
  bar.append(el('span', { class: 'cart-bar-text' }, icon('cart'), barUnits), barTotal);

  let known = false;
  function draw() {
    const document = cart.value;
    const has = units(document);
    loading.hidden = known;
    empty.hidden = !known || has > 0;
    sum.hidden = has === 0;
    text(hint, rarest());
    bar.hidden = has === 0;
    lines.inert = running() || document?.status === 'CHECKED_OUT';
    locked.hidden = !lines.inert || has === 0;
    text(go, lines.inert ? 'See how it stands' : 'Check out');
    text(count, `${has}`);
    count.hidden = has === 0;
    count.parentElement.setAttribute('aria-label', `Cart, ${has === 1 ? '1 item' : `${has} items`}`);
    keyed(lines, document?.lines ?? [], (line) => line.line_id, (line) => row(line));
    if (has > 0) {
      text(subtotal, money(document.subtotal, document.currency));
      text(barUnits, `View cart, ${has === 1 ? '1 item' : `${has} items`}`);
      text(barTotal, money(document.subtotal, document.currency));
    }
  }

  cart.subscribe((value) => {
    known ||= value !== null;
    draw();
  });
  catalogue.subscribe(draw);
  checkout.subscribe(draw);
  trouble.subscribe((words) => text(notice, words ?? ''));
  return refresh().catch((error) => trouble.set(wordsOf(error))).finally(() => {
    known = true;
    draw();
  });
}

/** An invitation to race for what is nearly gone. */
function rarest() {
  const few = catalogue.value.products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.stock > 0 && variant.stock <= 5).sort((a, b) => a.variant.stock - b.variant.stock)[0];
  return few ? `Try to oversell it: of ${few.product.title} there ${few.variant.stock === 1 ? 'is one' : `are ${few.variant.stock}`} left. Buy in two browsers at once.` : '';
}

/** A new cart gets a new checkout. */
function leaveTheLast() {
  if (checkout.value.stage === 'confirmed') {
    forget();
  }
}

function row(first) {
  let line = first;
  let wanted = first.quantity;
  let sending = false;

  const picture = el('div', { class: 'thumb' });
  const title = el('p', { class: 'line-title' });
  const label = el('p', { class: 'small' });
  const amount = el('p', { class: 'amount' });
  const number = el('output', { 'aria-live': 'off' });
  const fewer = step('minus', -1);
  const more = step('plus', 1);
  const remove = el('button', { type: 'button', class: 'link-button', onclick: () => set(0) }, 'Remove');
  const node = el('li', { class: 'line' }, picture,
    el('div', { class: 'line-text' }, title, label, el('div', { class: 'stepper' }, fewer, number, more)),
    el('div', { class: 'line-end' }, amount, remove));

  function step(name, by) {
    return el('button', { type: 'button', onclick: () => set(Math.max(1, wanted + by)) }, icon(name));
  }

  /** Quick clicks become one request: what counts is the last. */
  async function set(quantity) {
    wanted = quantity;
    trouble.set(null);
    draw();
    if (sending) {
      return;
    }
    sending = true;
    try {
      while (wanted !== line.quantity) {
        const asked = wanted;
        await setQuantity(line.line_id, asked);
        if (asked === 0) {
          announce(`${line.title} was taken out`);
          document.getElementById('cart-title').focus({ preventScroll: true });
          return;
        }
        line = { ...line, quantity: asked };
      }
      announce(`${line.quantity} of ${line.title}`);
    } catch (error) {
      wanted = line.quantity;
      trouble.set(wordsOf(error));
      refreshCatalogue();
      refresh().catch(() => {});
    } finally {
      sending = false;
      draw();
    }
  }

  function draw() {
    const known = find(line.sku);
    text(title, line.title);
    text(label, [known && labelOf(known.variant), ...Object.entries(line.options).map(([name, value]) => `${name}: ${value}`),
      money(line.unit_price, cart.value?.currency ?? 'USD')].filter(Boolean).join(' · '));
    text(amount, money(line.unit_price * wanted, cart.value?.currency ?? 'USD'));
    text(number, `${wanted}`);
    fewer.disabled = wanted <= 1;
    more.disabled = known !== undefined && wanted >= known.variant.stock && wanted >= line.quantity;
    fewer.setAttribute('aria-label', `One ${line.title} less`);
    more.setAttribute('aria-label', `One ${line.title} more`);
    remove.setAttribute('aria-label', `Remove ${line.title}`);
    const address = known && pictureOf(known.product, known.variant);
    if (address && !picture.firstChild) {
      picture.append(el('img', { src: address, alt: '', width: 600, height: 600 }));
    }
  }

  node.update = (next) => {
    line = next;
    if (!sending) {
      wanted = next.quantity;
    }
    draw();
  };
  return node;
}

function wordsOf(error) {
  if (error.code === 'out_of_stock') {
    return error.body.available > 0 ? `There are only ${error.body.available} left.` : 'This is sold out now.';
  }
  const { title, detail, code } = inWords(error);
  return `${title}. ${detail} (${code})`;
}
