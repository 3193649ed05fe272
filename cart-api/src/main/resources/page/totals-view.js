// Subtotal, discount, shipping, tax and total, one under the other.

import { el, keyed, text } from './dom.js';
import { money } from './money.js';
import { totalsOf } from './summary.js';
import { codeProblem, methodName } from './words.js';

/**
 * A node with `update(document, before)`. document: a cart, an order, or what a checkout was begun with; before: the total that it was, if it is
 * another.
 */
export function totals() {
  const node = el('dl', { class: 'totals' });
  node.update = (document, before) => {
    keyed(node, rows(totalsOf(document), document.currency, before), (row) => row.name, row);
  };
  return node;
}

function row(first) {
  const name = el('dt');
  const note = el('span', { class: 'small' });
  const label = el('span');
  name.append(label, note);
  const before = el('s', { class: 'small' });
  const now = el('span');
  const amount = el('dd', { class: 'amount' }, before, now);
  const node = el('div', { class: `total-row ${first.name}` }, name, amount);
  node.update = (row) => {
    text(label, row.label);
    text(note, row.note ?? '');
    note.hidden = !row.note;
    text(before, row.before ?? '');
    text(now, row.amount);
    node.dataset.state = row.state ?? 'known';
  };
  return node;
}

const UNKNOWN = {
  address_required: 'Needs your address',
  destination_not_served: 'We do not ship there',
  shipping_method_not_available: 'Not in this way',
};

function rows(sums, currency, before) {
  const amount = (value) => money(value, currency);
  const discount = { name: 'discount', label: sums.code ? `Discount ${sums.code}` : 'Discount',
    amount: sums.discount > 0 ? `−${amount(sums.discount)}` : amount(0), note: sums.codeProblem && codeProblem(sums.codeProblem, currency) };
  const shipping = { name: 'shipping', label: sums.method ? `Shipping, ${methodName(sums.method).toLowerCase()}` : 'Shipping',
    amount: sums.shipping === 0 ? 'Free' : amount(sums.shipping) };
  const unknown = { name: 'shipping', label: 'Shipping and tax', amount: UNKNOWN[sums.problem] ?? 'Not known yet',
    state: sums.problem === 'address_required' ? 'open' : 'bad' };
  return [
    { name: 'subtotal', label: 'Subtotal', amount: amount(sums.subtotal) },
    (sums.discount > 0 || sums.code) && discount,
    !sums.complete ? unknown : (sums.method !== null || sums.shipping > 0) && shipping,
    sums.tax > sums.taxIncluded && { name: 'tax', label: 'Tax', amount: amount(sums.tax - sums.taxIncluded) },
    { name: 'total', label: sums.complete ? 'Total' : 'Total so far', amount: amount(sums.total),
      before: before !== undefined && before !== sums.total ? amount(before) : null },
    sums.taxIncluded > 0 && { name: 'included', label: 'of which tax', amount: amount(sums.taxIncluded) },
  ].filter(Boolean);
}
