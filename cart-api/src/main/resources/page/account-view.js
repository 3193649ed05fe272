// Sign in and out, in a dialog.

import { hindrance, merge, signIn, signOut } from './account.js';
import { announce, el, icon, text } from './dom.js';
import { session } from './session.js';
import { sentence } from './words.js';

const NO_SIGN_IN = 'This shop has no sign-in of its own: its users come with a token from elsewhere.';

export function showAccount() {
  const label = el('span', { class: 'account-name' });
  const open = el('button', { type: 'button', class: 'account', id: 'account', 'aria-haspopup': 'dialog', onclick: show }, icon('person'), label);
  const title = el('h2', { id: 'account-title' });
  const name = el('input', { type: 'text', name: 'user', maxlength: 64, required: true, autocomplete: 'username', autocapitalize: 'none',
    spellcheck: 'false' });
  const submitLabel = el('span', {}, 'Sign in');
  const submit = el('button', { type: 'submit', class: 'primary', id: 'sign-in' }, submitLabel);
  const form = el('form', { onsubmit: enter },
    el('p', { class: 'small' }, 'A test shop: any name will do, and there is no password. What is in your cart comes with you.'),
    el('label', { class: 'field' }, el('span', { class: 'field-name' }, 'Name'), name), submit);
  const leave = el('button', { type: 'button', class: 'primary', id: 'sign-out', onclick: exit }, 'Sign out');
  const inside = el('div', { class: 'signed-in' },
    el('p', { class: 'small' }, 'Your cart is kept with your name, on every device. This browser forgets it when you sign out.'), leave);
  const problem = el('p', { class: 'field-problem', role: 'alert' });
  const shut = el('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('cross'));
  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'account-title', onclick: outside },
    el('div', { class: 'dialog-body' }, el('div', { class: 'dialog-head' }, title, shut), form, inside, problem));
  document.getElementById('account-place').append(open, dialog);
  let busy = false;

  function show() {
    text(problem, hindrance() ?? '');
    dialog.showModal();
    (session.value ? leave : name).focus();
  }

  function outside(event) {
    if (event.target === dialog) {
      dialog.close();
    }
  }

  async function attempt(what, words) {
    const why = hindrance();
    if (busy || why) {
      text(problem, why ?? '');
      return;
    }
    busy = true;
    text(problem, '');
    text(submitLabel, 'One moment…');
    try {
      await what();
      dialog.close();
      announce(words());
    } catch (error) {
      text(problem, error.code === 'not_found' ? NO_SIGN_IN : sentence(error));
    } finally {
      busy = false;
      text(submitLabel, 'Sign in');
    }
  }

  function enter(event) {
    event.preventDefault();
    attempt(() => signIn(name.value.trim()), () => {
      if (merge.value.state !== 'none') {
        location.hash = '#/cart'; // where it is told what became of the guest's
      }
      return `Signed in as ${session.value?.user}`;
    });
  }

  function exit() {
    attempt(signOut, () => 'Signed out');
  }

  session.subscribe((value) => {
    form.hidden = value !== null;
    inside.hidden = value === null;
    text(label, value?.user ?? 'Sign in');
    text(title, value ? `Signed in as ${value.user}` : 'Sign in');
    open.setAttribute('aria-label', value ? `Signed in as ${value.user}` : 'Sign in');
    if (!value) {
      name.value = '';
    }
  });
}
