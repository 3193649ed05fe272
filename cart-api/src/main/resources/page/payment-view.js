// The choice of a test card and the button that buys.

import { cart } from './cart.js';
import { settled } from './cart-changes.js';
import { buy, checkout, closing, running } from './checkout.js';
import { agreedTotal } from './consent.js';
import { el, text } from './dom.js';
import { money } from './money.js';
import { METHODS } from './payment.js';
import { totalsOf, units } from './summary.js';

const NOT_YET = {
  address_required: 'Say where it goes, then pay',
  destination_not_served: 'We do not ship there',
  shipping_method_not_available: 'Choose how it gets there, then pay',
};

/** ready: whether the shop knows where it goes; tells it first if need be. */
export function showPayment(node, ready) {
  const label = el('span');
  const button = el('button', { type: 'submit', class: 'primary', id: 'buy' }, label);
  const said = el('p', { class: 'field-problem', role: 'alert' });
  const form = el('form', { onsubmit: submit },
    el('fieldset', {}, el('legend', {}, 'Pay with a test card'), el('div', { class: 'methods' }, METHODS.map(choice))), said, button,
    el('p', { class: 'small' }, 'Stripe is simulated on this machine. Cards are those of Stripe’s own test list.'));
  node.append(form);
  form.querySelector('input').checked = true;
  let busy = false;

  /** Nobody pays another total than the one that was on the button. */
  async function submit(event) {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    try {
      const shown = label.textContent;
      if (!await ready()) {
        return;
      }
      await settled();
      const problem = totalsOf(cart.value ?? {}).problem;
      text(said, label.textContent === shown || problem ? '' : 'The total has changed. Look at it, then pay.');
      if (label.textContent === shown && !problem) {
        buy(new FormData(form).get('method'), agreedTotal());
      }
    } finally {
      busy = false;
    }
  }

  const draw = () => {
    const open = cart.value && (cart.value.status !== 'CHECKED_OUT' || closing()) && units(cart.value) > 0;
    node.hidden = !open || (running() && !closing()) || checkout.value.stage === 'confirmed' || isShort();
    if (open) {
      const agreed = agreedTotal();
      const { total, problem } = totalsOf(cart.value);
      const words = agreed === undefined ? `Pay ${money(total, cart.value.currency)}` : `Agree and pay ${money(agreed, cart.value.currency)}`;
      text(label, problem ? NOT_YET[problem] ?? 'Pay' : words);
    }
  };
  cart.subscribe(draw);
  checkout.subscribe(draw);
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
