// The checkout: how it stands on one side, what it causes in Kafka on the other.

import { cart, units } from './cart.js';
import { catalogue, find, labelOf } from './catalogue.js';
import { checkout } from './checkout.js';
import { el, keyed, text } from './dom.js';
import { money } from './money.js';
import { showPayment } from './payment-view.js';
import { showStatus } from './status-view.js';
import { showWire } from './wire-view.js';
import { follow } from './wire.js';

export function showCheckout() {
  const status = el('div', { id: 'status' });
  const receipt = el('div', { class: 'receipt' });
  const payment = el('div', { id: 'payment' });
  const empty = el('p', { class: 'checkout-empty' }, 'Your cart is empty. ', el('a', { href: '#/' }, 'Find something to buy'), '.');
  document.getElementById('checkout-stage').append(status, payment, receipt, empty);
  showStatus(status);
  showPayment(payment);
  showReceipt(receipt);
  showWire(document.getElementById('wire'));

  const draw = () => {
    const { stage } = checkout.value;
    empty.hidden = units(cart.value) > 0 || stage !== 'idle';
    document.getElementById('checkout').dataset.stage = stage;
  };
  cart.subscribe(draw);
  checkout.subscribe(draw);
  checkout.subscribe(({ record }) => follow(record?.address ?? null));
}

/** What is being bought, or was. */
function showReceipt(node) {
  const lines = el('ul');
  const total = el('span', { class: 'amount' });
  node.append(lines, el('p', { class: 'receipt-total' }, el('span', {}, 'Total'), total));
  const draw = () => {
    const { record, order, stage, problem } = checkout.value;
    const open = stage === 'idle' || stage === 'failed' || stage === 'refused';
    const shown = (open && units(cart.value) > 0 ? cart.value : order ?? record) ?? { lines: [], currency: 'USD' };
    node.hidden = shown.lines.length === 0 || problem?.code === 'price_changed'; // there, new prices are what counts
    keyed(lines, shown.lines, (line) => line.line_id, receiptLine(() => shown.currency));
    text(total, money(shown.total ?? shown.subtotal ?? 0, shown.currency));
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
      text(label, known ? labelOf(known.variant) : '');
      text(amount, money(line.unit_price * line.quantity, currency()));
    };
    return node;
  };
}
