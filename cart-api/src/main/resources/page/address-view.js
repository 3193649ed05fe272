// Where it goes. What changes the total is told to the shop as soon as it is complete.

import { address, inOneLine, isNews, keepFields, tell } from './address.js';
import { addressFields } from './address-fields.js';
import { cart } from './cart.js';
import { countryName } from './countries.js';
import { announce, el, text } from './dom.js';
import { totalsOf } from './summary.js';
import { sentence } from './words.js';

/** A node with `ready()`: tells the shop what it does not know yet; false if the form is not complete, or the shop says no. */
export function addressForm() {
  const inputs = addressFields();
  const problem = el('p', { class: 'field-problem', role: 'alert' });
  const form = el('form', { class: 'address-form', onsubmit: submit, onchange: changed, oninput: written, novalidate: true }, ...inputs.rows, problem,
    el('button', { type: 'submit', class: 'quiet', id: 'use-address' }, 'Use this address'));
  const place = el('p');
  const country = el('p', { class: 'small' });
  const change = el('button', { type: 'button', class: 'link-button', id: 'change-address', onclick: edit });
  const shown = el('div', { class: 'address-shown' }, el('div', {}, place, country), change);
  const notServed = el('p', { class: 'field-problem', id: 'not-served', role: 'alert' });
  const node = el('section', { class: 'block', id: 'address', 'aria-labelledby': 'address-title' },
    el('h2', { id: 'address-title' }, 'Where it goes'), shown, form, notServed);
  let editing = false;
  let last = Promise.resolve(true);

  function sums() {
    return cart.value ? totalsOf(cart.value) : {};
  }

  /** An address is needed, or somebody has begun to give one. */
  function adapt() {
    inputs.adapt(!sums().complete);
  }

  function written() {
    adapt();
    keepFields(inputs.values());
  }

  function changed() {
    editing = true;
    adapt();
    if (form.checkValidity()) {
      send();
    }
  }

  function send() {
    const values = inputs.values();
    last = last.then(async () => {
      try {
        text(problem, '');
        await tell(values);
        return true;
      } catch (error) {
        text(problem, sentence(error, cart.value?.currency));
        return false;
      }
    });
    return last;
  }

  async function submit(event) {
    event.preventDefault();
    adapt();
    if (form.reportValidity() && await send()) {
      editing = false;
      draw();
      announce('The shop has your address');
      change.focus();
    }
  }

  function edit() {
    editing = true;
    draw();
    form.querySelector('input').focus();
  }

  /** The address of this tab's last purchase is that of the next, until the buyer says otherwise. */
  function again() {
    adapt();
    if (document.body.dataset.view === 'checkout' && sums().problem === 'address_required' && form.checkValidity() && isNews(inputs.values())) {
      send();
    }
  }

  function draw() {
    const { country: code, region, complete, problem: why } = sums();
    form.hidden = !editing && (Boolean(code) || complete === true);
    shown.hidden = !form.hidden;
    text(place, inOneLine() ?? (code ? 'To the address that you gave before' : 'This shop asks for no address. With an e-mail address you find your order later.'));
    text(country, code ? [region, countryName(code)].filter(Boolean).join(', ') : '');
    text(change, code || inOneLine() ? 'Change' : 'Give one');
    text(notServed, why === 'destination_not_served' ? `We do not ship to ${countryName(code)}. Give another address.` : '');
  }

  node.ready = async () => {
    if (form.hidden) {
      await last;
      return true;
    }
    adapt();
    return form.reportValidity() && (isNews(inputs.values()) ? send() : last);
  };

  inputs.fill(address.value.fields);
  address.subscribe(({ fields }) => {
    if (Object.keys(fields).length === 0) {
      inputs.fill(fields);
    }
    draw();
  });
  cart.subscribe(draw);
  cart.subscribe(again);
  addEventListener('hashchange', () => setTimeout(again));
  return node;
}
