// The choice of a test card and the button that buys.

import { cart, units } from './cart.js';
import { buy, checkout, running } from './checkout.js';
import { el, text } from './dom.js';
import { money } from './money.js';
import { METHODS } from './payment.js';

export function showPayment(node) {
  const label = el('span');
  const button = el('button', { type: 'submit', class: 'primary', id: 'buy' }, label);
  const form = el('form', { onsubmit: submit },
    el('fieldset', {}, el('legend', {}, 'Pay with a test card'), el('div', { class: 'methods' }, METHODS.map(choice))), button,
    el('p', { class: 'small' }, 'Stripe is simulated on this machine. Cards are those of Stripe’s own test list.'));
  node.append(form);
  form.querySelector('input').checked = true;

  function submit(event) {
    event.preventDefault();
    buy(new FormData(form).get('method'), agreedTotal());
  }

  const draw = () => {
    const open = cart.value && cart.value.status !== 'CHECKED_OUT' && units(cart.value) > 0;
    node.hidden = !open || running() || checkout.value.stage === 'confirmed' || isShort();
    if (open) {
      const total = agreedTotal();
      text(label, total === undefined ? `Pay ${money(cart.value.subtotal, cart.value.currency)}`
        : `Agree and pay ${money(total, cart.value.currency)}`);
    }
  };
  cart.subscribe(draw);
  checkout.subscribe(draw);
}

/** What prices have risen to, if that is why the last checkout of this cart was refused. */
function agreedTotal() {
  const { problem, record } = checkout.value;
  return problem?.code === 'price_changed' && record.version === cart.value?.version ? problem.total : undefined;
}

/** Whether the cart has to be cut down first. */
function isShort() {
  const { problem, record } = checkout.value;
  return problem?.code === 'out_of_stock' && record.version === cart.value?.version;
}

function choice(method) {
  return el('label', { class: 'method' }, el('input', { type: 'radio', name: 'method', value: method.id }),
    el('span', { class: 'method-text' }, el('span', { class: 'method-name' }, method.name), el('span', { class: 'small' }, method.words)),
    el('span', { class: 'digits', 'aria-hidden': 'true' }, method.digits));
}
