// A discount code: put on the cart, taken off it.

import { cart } from './cart.js';
import { applyCode, removeCode } from './cart-changes.js';
import { announce, el, text } from './dom.js';
import { totalsOf } from './summary.js';
import { sentence } from './words.js';

export function codeForm() {
  const input = el('input', { type: 'text', name: 'code', maxlength: 64, required: true, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    'aria-describedby': 'code-problem' });
  const put = el('button', { type: 'submit', id: 'apply-code' }, 'Apply');
  const form = el('form', { class: 'code-form', onsubmit: submit },
    el('label', { class: 'field' }, el('span', { class: 'field-name' }, 'Discount code'), input), put);
  const name = el('b');
  const applied = el('p', { class: 'code-applied' }, el('span', {}, 'Code ', name),
    el('button', { type: 'button', class: 'link-button', id: 'remove-code', onclick: remove }, 'Remove the code'));
  const problem = el('p', { class: 'field-problem', id: 'code-problem', role: 'alert' });
  const node = el('div', { class: 'code' }, form, applied, problem);
  let busy = false;

  async function attempt(what, done) {
    if (busy) {
      return;
    }
    busy = true;
    node.setAttribute('aria-busy', 'true');
    text(problem, '');
    try {
      await what();
      done();
    } catch (error) {
      text(problem, sentence(error, cart.value?.currency));
    } finally {
      busy = false;
      node.removeAttribute('aria-busy');
    }
  }

  function submit(event) {
    event.preventDefault();
    const code = input.value.trim();
    attempt(() => applyCode(code), () => {
      input.value = '';
      announce(`The code ${code} is on your cart`);
      applied.querySelector('button').focus();
    });
  }

  function remove() {
    attempt(removeCode, () => {
      announce('The code is off your cart');
      input.focus();
    });
  }

  cart.subscribe((document) => {
    const { code } = document ? totalsOf(document) : {};
    form.hidden = Boolean(code);
    applied.hidden = !code;
    text(name, code ?? '');
  });
  return node;
}
