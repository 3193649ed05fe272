// The cart beside the products; on a phone a page of its own.

import { cart, refresh } from './cart.js';
import { catalogue } from './catalogue.js';
import { checkout, forget, running } from './checkout.js';
import { cell, el, icon, keyed, text } from './dom.js';
import { lineRow } from './line-view.js';
import { mergeReport } from './merge-view.js';
import { money } from './money.js';
import { savedLines } from './saved-view.js';
import { units } from './summary.js';
import { totals } from './totals-view.js';
import { sentence } from './words.js';

/** Why the last change was refused; null if it was not. */
const trouble = cell(null);

export function showCart() {
  const count = el('b');
  document.getElementById('cart-link').append(icon('cart'), el('span', { class: 'cart-link-text' }, 'Cart'), count);
  const title = el('h2', { id: 'cart-title', tabindex: '-1' }, 'Your cart');
  const lines = el('ul', { class: 'lines', 'aria-label': 'Lines of the cart' });
  const hint = el('p', { class: 'small' });
  const empty = el('div', { class: 'cart-empty' }, icon('cart'), el('p', {}, 'Nothing in it yet.'), hint);
  const notice = el('p', { class: 'cart-problem', role: 'alert' });
  const locked = el('p', { class: 'cart-locked' }, 'This cart is being checked out.');
  const go = el('a', { class: 'button', href: '#/checkout', id: 'go-to-checkout', onclick: leaveTheLast });
  const sums = totals();
  const sum = el('div', { class: 'sum' }, sums, go, el('p', { class: 'small' }, 'A test shop: no money moves.'));
  const saved = savedLines(trouble);
  const loading = el('div', { class: 'cart-loading', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  document.getElementById('cart').append(el('a', { class: 'back', href: '#/' }, 'Keep shopping'), title, mergeReport(), notice, locked, loading,
    empty, lines, sum, saved);
  const bar = showBar();

  let known = false;
  function draw() {
    const document = cart.value;
    const has = units(document);
    loading.hidden = known;
    empty.hidden = !known || has > 0;
    sum.hidden = has === 0;
    text(hint, rarest());
    lines.inert = running() || document?.status === 'CHECKED_OUT';
    saved.inert = lines.inert;
    locked.hidden = !lines.inert || has === 0;
    text(go, lines.inert ? 'See how it stands' : 'Check out');
    text(count, `${has}`);
    count.hidden = has === 0;
    count.parentElement.setAttribute('aria-label', `Cart, ${items(has)}`);
    keyed(lines, document?.lines ?? [], (line) => line.line_id, (line) => lineRow(line, trouble));
    bar(document, has);
    if (has > 0) {
      sums.update(document);
    }
  }

  cart.subscribe((value) => {
    known ||= value !== null;
    draw();
  });
  catalogue.subscribe(draw);
  checkout.subscribe(draw);
  trouble.subscribe((words) => text(notice, words ?? ''));
  announceTotals();
  return refresh().catch((error) => trouble.set(sentence(error))).finally(() => {
    known = true;
    draw();
  });
}

function items(count) {
  return count === 1 ? '1 item' : `${count} items`;
}

/** At the foot of a phone. */
function showBar() {
  const bar = document.getElementById('cart-bar');
  const barUnits = el('span');
  const barTotal = el('span', { class: 'amount' });
  bar.append(el('span', { class: 'cart-bar-text' }, icon('cart'), barUnits), barTotal);
  return (document, has) => {
    bar.hidden = has === 0;
    if (has > 0) {
      text(barUnits, `View cart, ${items(has)}`);
      text(barTotal, money(document.subtotal, document.currency));
    }
  };
}

/** Tells a screen reader when the sums are others. */
function announceTotals() {
  const live = document.getElementById('totals-live');
  let told;
  cart.subscribe((document) => {
    const total = document && units(document) > 0 ? document.summary?.total ?? document.subtotal : undefined;
    if (total !== undefined && told !== undefined && told !== total) {
      text(live, `${document.summary?.shipping_problem ? 'Total so far' : 'Total'} ${money(total, document.currency)}`);
    }
    told = total;
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
