// Prices have risen between the cart and the checkout: what it costs now, and whether the buyer agrees.

import { cart, refresh } from './cart.js';
import { settled } from './cart-changes.js';
import { buy, checkout } from './checkout.js';
import { el, text } from './dom.js';
import { money } from './money.js';
import { wordsOf } from './options.js';
import { nameOf as cardOf } from './payment.js';
import { totals } from './totals-view.js';
import { totalsOf } from './summary.js';

/** What is paid now if the buyer agrees, in minor units; undefined unless that is why the last checkout of this very cart was refused. */
export function agreedTotal() {
  const { problem, record } = checkout.value;
  return problem?.code === 'price_changed' && record.version === cart.value?.version ? problem.total : undefined;
}

/** Old and new, by line and in sum, and the button that agrees. */
export function consent(problem, record) {
  const amount = (value) => money(value, problem.currency);
  const sums = totals();
  sums.update(problem, totalsOf(record).total);
  const risen = (problem.lines ?? []).map((line) => el('li', {}, nameOf(record.lines.find((one) => one.line_id === line.line_id) ?? line),
    fromTo(amount(line.old_price), amount(line.new_price))));
  const button = el('button', { type: 'button', class: 'primary', id: 'agree', onclick: agree }, `Agree and pay ${amount(problem.total)}`);
  const said = el('p', { class: 'field-problem', role: 'alert' });

  /** Nobody pays another total than the one that was on the button. */
  async function agree() {
    await settled();
    const total = agreedTotal();
    if (total !== undefined && total === problem.total) {
      buy(record.body.payment_method, total);
    } else {
      button.hidden = true;
      text(said, 'Your cart has changed. Look at it, then pay below.');
      await refresh().catch(() => {});
    }
  }

  return [
    risen.length > 0 ? el('ul', { class: 'short' }, risen) : null,
    sums,
    button,
    said,
    el('p', { class: 'small' }, `With ${cardOf(record.body.payment_method)}; another card is below. `
      + 'If you do not agree, nothing happens, and your cart is as it was.'),
  ].filter(Boolean);
}

function nameOf(line) {
  return el('span', {}, line.title ?? line.sku, ' ', el('span', { class: 'small' }, wordsOf(line.options).join(' · ')));
}

function fromTo(before, now) {
  return el('span', {}, el('s', {}, el('span', { class: 'unseen' }, 'before: '), before), ' ', el('span', { class: 'unseen' }, 'now: '), now);
}
