// Prices have risen between the cart and the checkout: what it costs now, and whether the buyer agrees.

import { cart } from './cart.js';
import { checkout } from './checkout.js';
import { el } from './dom.js';
import { money } from './money.js';
import { totals } from './totals-view.js';
import { totalsOf } from './summary.js';

/** What is paid now if the buyer agrees, in minor units; undefined unless that is why the last checkout of this very cart was refused. */
export function agreedTotal() {
  const { problem, record } = checkout.value;
  return problem?.code === 'price_changed' && record.version === cart.value?.version ? problem.total : undefined;
}

/** Old and new, by line and in sum. */
export function consent(problem, record, titleOf) {
  const amount = (value) => money(value, problem.currency);
  const before = totalsOf(record).total;
  const sums = totals();
  sums.update(problem.subtotal === undefined ? { subtotal: problem.total, currency: problem.currency } : problem);
  return [
    el('ul', { class: 'short' }, (problem.lines ?? []).map((line) => el('li', {}, el('span', {}, titleOf(line)), fromTo(amount(line.old_price), amount(line.new_price)))),
      before === problem.total ? null : el('li', { class: 'short-total' }, el('span', {}, 'Total'), fromTo(amount(before), amount(problem.total)))),
    sums,
    el('p', { class: 'small' }, 'If you agree, pay below: the button names the new total. If not, nothing happens, and your cart is as it was.'),
  ];
}

function fromTo(before, now) {
  return el('span', {}, el('s', {}, el('span', { class: 'unseen' }, 'before: '), before), ' ', el('span', { class: 'unseen' }, 'now: '), now);
}
