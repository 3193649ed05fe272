// Gift wrap and engraving of a product.

import { el, text } from './dom.js';
import { LONGEST, optionsOf } from './options.js';

/** A node with `chosen()`, `clear()` and `titled(title)`. */
export function options() {
  const wrap = el('input', { type: 'checkbox' });
  const words = el('input', { type: 'text', maxlength: LONGEST, autocomplete: 'off', oninput: count, placeholder: 'None' });
  const left = el('span', { class: 'small' });
  const summary = el('summary', {}, 'Gift wrap, engraving');
  const node = el('details', { class: 'options' }, summary, el('div', { class: 'options-body' },
    el('label', { class: 'check' }, wrap, el('span', {}, 'Gift wrap')),
    el('label', { class: 'field' }, el('span', { class: 'field-name' }, el('span', {}, 'Engraving'), left), words)));

  function count() {
    text(left, words.value ? `${words.value.length} of ${LONGEST}` : `up to ${LONGEST} characters`);
  }

  count();
  node.chosen = () => optionsOf(wrap.checked, words.value);
  node.clear = () => {
    wrap.checked = false;
    words.value = '';
    node.open = false;
    count();
  };
  node.titled = (title) => summary.setAttribute('aria-label', `Gift wrap, engraving: ${title}`);
  return node;
}
