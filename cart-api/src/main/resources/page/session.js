// Who is signed in. `dev` has a small sign-in; another shop brings the tokens of its users from elsewhere.

import { call } from './api.js';
import { cell } from './dom.js';
import { load, onOtherTab, save } from './storage.js';

/** user, token and until (milliseconds since 1970); null: a guest. */
export const session = cell(valid(load('session')));

function valid(kept) {
  return kept?.token && kept.until > Date.now() ? kept : null;
}

export async function open(user) {
  const { body } = await call('POST', '/sign-in', { body: { user } });
  set({ user: body.user, token: body.token, until: Date.now() + body.expires_in * 1000 });
}

export function close() {
  set(null);
}

function set(value) {
  save('session', value);
  session.set(value);
}

const LONGEST = 2 ** 31 - 1;
let timer;

/** Ends it when its token does. */
session.subscribe((value) => {
  clearTimeout(timer);
  if (value) {
    timer = setTimeout(() => set(valid(value)), Math.min(value.until - Date.now(), LONGEST));
  }
});

onOtherTab('session', (other) => session.set(valid(other)));
