// How it gets there.

import { call } from './api.js';
import { cart, owner, proof } from './cart.js';
import { setMethod } from './cart-changes.js';
import { el, keyed, text } from './dom.js';
import { money } from './money.js';
import { totalsOf } from './summary.js';
import { methodName, sentence } from './words.js';

const WORDS = { standard: 'By the usual post', express: 'Tomorrow, if all goes well' };

export function shippingChoice() {
  const problem = el('p', { class: 'field-problem', role: 'alert' });
  const list = el('div', { class: 'methods' });
  const node = el('fieldset', { class: 'block', id: 'shipping' }, el('legend', {}, 'How it gets there'), list, problem);
  let wanted = null; // that was asked for last; the summary of a way that does not go there names none
  let failure = ''; // of the last choice, until the next
  let ways = []; // to the cart's address
  let known = ''; // cart and version that they were asked for

  /** What the shop offers for the address of this version of the cart. */
  async function ask() {
    const of = `${cart.value?.cart_id} ${cart.value?.version}`;
    if (of === known || !cart.value || !totalsOf(cart.value).country || !location.hash.startsWith('#/checkout')) {
      return;
    }
    known = of;
    try {
      const { body } = await call('GET', `/carts/${cart.value.cart_id}/shipping-methods`, proof(owner()));
      if (known === of) {
        ways = body;
        draw();
      }
    } catch {
      known = ''; // with the next news of the cart
    }
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
    node.hidden = !sums?.country || ways.length === 0 || !(sums.method || missing);
    if (sums) {
      keyed(list, ways, (way) => way.method, (way) => choice(way, () => choose(way.method)));
      [...list.children].forEach((one) => one.choose(sums.method ?? wanted));
      text(problem, failure || (missing ? 'It cannot be shipped to your address in this way. Choose another one.' : ''));
    }
  }

  cart.subscribe(() => {
    ask();
    draw();
  });
  addEventListener('hashchange', ask);
  return node;
}

function choice({ method }, choose) {
  const price = el('span', { class: 'amount' });
  const input = el('input', { type: 'radio', name: 'shipping', value: method, onchange: choose });
  const words = el('span', { class: 'small' });
  const node = el('label', { class: 'method' }, input, el('span', { class: 'method-text' }, el('span', { class: 'method-name' }, methodName(method)), words), price);
  node.update = (way) => {
    const { currency } = cart.value;
    const free = way.free_from ? `Free from ${money(way.free_from, currency)}` : null;
    text(words, [WORDS[method], free].filter(Boolean).join('. '));
    text(price, costOf(way, totalsOf(cart.value), currency));
  };
  node.choose = (chosen) => {
    input.checked = method === chosen;
  };
  return node;
}

/** Of the way that is chosen what it costs, whatever makes it so; of another what it would. */
function costOf(way, sums, currency) {
  const free = sums.subtotal - sums.discount >= (way.free_from ?? Infinity);
  const cost = (sums.method === way.method ? sums.shipping : null) ?? (free ? 0 : way.price);
  return cost === 0 ? 'Free' : money(cost, currency);
}
