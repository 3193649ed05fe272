// An order that somebody looks for, by its number and e-mail address.

import { call } from './api.js';
import { el, text } from './dom.js';
import { money } from './money.js';
import { wordsOf } from './options.js';
import { session } from './session.js';
import { totals } from './totals-view.js';
import { sentence } from './words.js';

const STATES = { PENDING_PAYMENT: 'Waiting for the payment', REQUIRES_ACTION: 'Waiting for your bank', CLOSING: 'Being closed', CONFIRMED: 'Confirmed',
  PAYMENT_FAILED: 'Not paid', EXPIRED: 'Not paid in time', CANCELLED: 'Cancelled', REFUNDED: 'Refunded' };
const LOOKS = { CONFIRMED: 'good', PAYMENT_FAILED: 'bad', EXPIRED: 'bad', CANCELLED: 'bad' };

export function showOrder() {
  const number = el('input', { type: 'text', name: 'number', required: true, maxlength: 40, autocomplete: 'off', autocapitalize: 'characters',
    spellcheck: 'false', placeholder: 'K7QM-2F9X-8RTA' });
  const email = el('input', { type: 'email', name: 'email', maxlength: 254, autocomplete: 'email' });
  const hint = el('p', { class: 'small' });
  const label = el('span', {}, 'Find it');
  const problem = el('p', { class: 'field-problem', role: 'alert' });
  const form = el('form', { class: 'order-form', onsubmit: find },
    el('label', { class: 'field' }, el('span', { class: 'field-name' }, 'Order number'), number),
    el('label', { class: 'field' }, el('span', { class: 'field-name' }, 'E-mail'), email), hint,
    el('button', { type: 'submit', class: 'primary', id: 'find-order' }, label), problem);
  const found = el('article', { class: 'order-found', tabindex: '-1', 'aria-live': 'polite', hidden: true });
  document.getElementById('order-stage').append(form, found);
  let busy = false;

  async function find(event) {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    text(problem, '');
    text(label, 'Looking…');
    try {
      show(await ask(number.value.trim(), email.value.trim()));
    } catch (error) {
      found.hidden = true;
      text(problem, sentence(error));
    } finally {
      busy = false;
      text(label, 'Find it');
    }
  }

  function show(order) {
    const lines = el('ul', { class: 'order-lines' }, order.lines.map((line) => lineOf(line, order.currency)));
    const sums = totals();
    sums.update(order);
    const placed = new Date(order.placed_at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    found.replaceChildren(orderNumber(order.number), el('p', { class: 'order-state', 'data-look': LOOKS[order.status] ?? 'busy' },
      order.payment?.delayed ? 'Payment delayed' : STATES[order.status] ?? order.status, el('span', { class: 'small' }, placed)), lines, sums,
    ...order.refunded > 0 ? [el('p', { class: 'small' }, `${money(order.refunded, order.currency)} of it went back to your card.`)] : []);
    found.hidden = false;
    found.focus();
  }

  session.subscribe((value) => {
    found.hidden = true; // who looked for it may be gone
    found.replaceChildren();
    email.required = value === null;
    text(hint, value ? 'One of your own orders needs no e-mail address.' : 'The e-mail address that you gave with the order.');
  });
  const prefill = () => {
    const wanted = /^#\/order\/([\w-]+)$/.exec(location.hash)?.[1];
    if (wanted) {
      number.value = wanted;
    }
  };
  addEventListener('hashchange', prefill);
  prefill();
}

async function ask(number, email) {
  const { body } = session.value && !email
    ? await call('GET', `/orders/${encodeURIComponent(number)}`, { bearer: session.value.token })
    : await call('POST', '/orders/find', { body: { number, email } });
  return body;
}

function lineOf(line, currency) {
  return el('li', {}, el('span', { class: 'times' }, `${line.quantity} ×`),
    el('span', { class: 'receipt-name' }, el('span', {}, line.title), el('span', { class: 'small' }, wordsOf(line.options).join(' · '))),
    el('span', { class: 'amount' }, money(line.unit_price * line.quantity, currency)));
}

/** In groups, so that a person can read it out. */
export function orderNumber(number) {
  return el('p', { class: 'order-number' }, el('span', { class: 'small' }, 'Order number'), el('strong', {}, number));
}
