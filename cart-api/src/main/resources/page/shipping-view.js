// How it gets there.

import { cart } from './cart.js';
import { setMethod } from './cart-changes.js';
import { el, text } from './dom.js';
import { money } from './money.js';
import { totalsOf } from './summary.js';
import { methodName, sentence } from './words.js';

/** Those of the sample shop; which of them go to the buyer's address the summary says. */
const WAYS = [
  { method: 'standard', words: 'By the usual post' },
  { method: 'express', words: 'Tomorrow, if all goes well' },
];

export function shippingChoice() {
  const problem = el('p', { class: 'field-problem', role: 'alert' });
  const ways = WAYS.map(way);
  const node = el('fieldset', { class: 'block', id: 'shipping' }, el('legend', {}, 'How it gets there'),
    el('div', { class: 'methods' }, ways), problem);
  let wanted = null; // that was asked for last; the summary of a way that does not go there names none
  let failure = ''; // of the last choice, until the next

  function way({ method, words }) {
    const price = el('span', { class: 'amount' });
    const input = el('input', { type: 'radio', name: 'shipping', value: method, onchange: () => choose(method) });
    const label = el('label', { class: 'method' }, input,
      el('span', { class: 'method-text' }, el('span', { class: 'method-name' }, methodName(method)), el('span', { class: 'small' }, words)), price);
    label.update = (sums, currency) => {
      input.checked = method === (sums.method ?? wanted);
      text(price, sums.method === method ? (sums.shipping === 0 ? 'Free' : money(sums.shipping, currency)) : '');
    };
    return label;
  }

  async function choose(method) {
    wanted = method;
    failure = '';
    try {
      await setMethod(method);
    } catch (error) {
      failure = sentence(error, cart.value?.currency);
      wanted = null;
    }
    draw();
  }

  function draw() {
    const sums = cart.value ? totalsOf(cart.value) : null;
    const missing = sums?.problem === 'shipping_method_not_available';
    node.hidden = !sums?.country || !(sums.method || missing);
    if (sums) {
      ways.forEach((one) => one.update(sums, cart.value.currency));
      text(problem, failure || (missing ? 'It cannot be shipped to your address in this way. Choose another one.' : ''));
    }
  }

  cart.subscribe(draw);
  return node;
}
