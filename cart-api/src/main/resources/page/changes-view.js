// What changed in the shop since the buyer put something into the cart.

import { cart } from './cart.js';
import { el, icon, keyed, text } from './dom.js';
import { money } from './money.js';

/** In a few words; a change of a kind that this page does not know is told by its name. */
export function changeWords(change, currency) {
  switch (change.change) {
    case 'price_increased':
      return `Now ${money(change.new_price, currency)}, was ${money(change.old_price, currency)}`;
    case 'price_decreased':
      return `Down to ${money(change.new_price, currency)} from ${money(change.old_price, currency)}`;
    case 'short_of_stock':
      return change.available > 0 ? `Only ${change.available} of your ${change.requested} left` : 'Sold out meanwhile';
    case 'not_sold':
      return 'Not sold any more';
    default:
      return change.change.replaceAll('_', ' ');
  }
}

/** Of one line. */
export function changesOf(line) {
  return (cart.value?.changes ?? []).filter((change) => change.line_id === line.line_id);
}

/** Whether it is good news. */
export function isGood(change) {
  return change.change === 'price_decreased';
}

/** All of them above the checkout, where they are not seen beside their lines. */
export function changesNotice() {
  const list = el('ul');
  const node = el('div', { class: 'changes', role: 'status' }, icon('alert'), el('div', {}, el('h2', {}, 'Since you put it into the cart'), list));
  cart.subscribe((document) => {
    const changes = document?.status === 'CHECKED_OUT' ? [] : document?.changes ?? [];
    node.hidden = changes.length === 0;
    keyed(list, changes, (change) => `${change.line_id} ${change.change}`, () => {
      const title = el('b');
      const words = el('span');
      const item = el('li', {}, title, words);
      item.update = (change) => {
        text(title, change.title ?? change.sku);
        text(words, changeWords(change, document.currency));
      };
      return item;
    });
  });
  return node;
}
