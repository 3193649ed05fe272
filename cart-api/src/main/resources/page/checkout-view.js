// The checkout: what is bought, where it goes and how it stands on one side, what it causes in Kafka on the other.

import { addressForm } from './address-view.js';
import { cart } from './cart.js';
import { catalogue, find, labelOf } from './catalogue.js';
import { changesNotice } from './changes-view.js';
import { checkout, running } from './checkout.js';
import { codeForm } from './code-view.js';
import { el, keyed, text } from './dom.js';
import { money } from './money.js';
import { wordsOf } from './options.js';
import { showPayment } from './payment-view.js';
import { shippingChoice } from './shipping-view.js';
import { showStatus } from './status-view.js';
import { units } from './summary.js';
import { totals } from './totals-view.js';
import { showWire } from './wire-view.js';
import { follow } from './wire.js';

export function showCheckout() {
  const status = el('div', { id: 'status' });
  const receipt = el('div', { class: 'receipt' });
  const address = addressForm();
  const open = el('div', { class: 'open' }, address, shippingChoice());
  const payment = el('div', { id: 'payment' });
  const empty = el('p', { class: 'checkout-empty' }, 'Your cart is empty. ', el('a', { href: '#/' }, 'Find something to buy'), '.');
  document.getElementById('checkout-stage').append(status, changesNotice(), open, receipt, payment, empty);
  showStatus(status);
  showPayment(payment, address.ready);
  showReceipt(receipt);
  showWire(document.getElementById('wire'));

  const draw = () => {
    const { stage } = checkout.value;
    const stillOpen = isOpen();
    open.hidden = !stillOpen;
    empty.hidden = units(cart.value) > 0 || stage !== 'idle';
    document.getElementById('checkout').dataset.stage = stage;
    document.getElementById('checkout').dataset.open = stillOpen;
  };
  cart.subscribe(draw);
  checkout.subscribe(draw);
  checkout.subscribe(({ record, stage }) => follow(stage === 'unknown' ? null : record?.address ?? null));
}

/** Whether there is a cart that can be bought. */
function isOpen() {
  return units(cart.value) > 0 && cart.value.status !== 'CHECKED_OUT' && !running() && checkout.value.stage !== 'confirmed';
}

/** What is being bought, or was. */
function showReceipt(node) {
  const lines = el('ul');
  const code = codeForm();
  const sums = totals();
  const title = el('h2', { class: 'receipt-title' });
  node.append(title, lines, code, sums);
  const draw = () => {
    const { record, order, stage, problem } = checkout.value;
    const open = stage === 'idle' || stage === 'failed' || stage === 'refused' || stage === 'unknown';
    const shown = (open && units(cart.value) > 0 ? cart.value : order ?? record) ?? { lines: [], currency: 'USD' };
    const consent = problem?.code === 'price_changed' && record.version === cart.value?.version; // there, new prices are what counts
    node.hidden = shown.lines.length === 0 || consent;
    code.hidden = !isOpen();
    text(title, stage === 'confirmed' ? 'What you bought' : 'What you buy');
    keyed(lines, shown.lines, (line) => line.line_id, receiptLine(() => shown.currency));
    if (shown.lines.length > 0) {
      sums.update(shown);
    }
  };
  cart.subscribe(draw);
  catalogue.subscribe(draw);
  checkout.subscribe(draw);
}

function receiptLine(currency) {
  return () => {
    const quantity = el('span', { class: 'times' });
    const title = el('span');
    const label = el('span', { class: 'small' });
    const amount = el('span', { class: 'amount' });
    const node = el('li', {}, quantity, el('span', { class: 'receipt-name' }, title, label), amount);
    node.update = (line) => {
      const known = find(line.sku);
      text(quantity, `${line.quantity} ×`);
      text(title, line.title);
      text(label, [known && labelOf(known.variant), ...wordsOf(line.options)].filter(Boolean).join(' · '));
      text(amount, money(line.unit_price * line.quantity, currency()));
    };
    return node;
  };
}
