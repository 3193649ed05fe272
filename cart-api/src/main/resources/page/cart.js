// The buyer's cart: a guest's, whose token this browser keeps, or that of whoever is signed in. The rest is the API's.

import { call, command, pause, Problem, randomKey } from './api.js';
import { cell } from './dom.js';
import { close, session } from './session.js';
import { load, onOtherTab, save } from './storage.js';

/** The cart as the API shows it; null while there is none. */
export const cart = cell(null);

let mine = ofSession(load('cart'));

function ofSession(kept) {
  return kept?.user && kept.user !== session.value?.user ? undefined : kept;
}

/** id, and token (of a guest's) or user; undecided while nobody has seen it yet. Undefined while there is none. */
export function owner() {
  return mine;
}

/** What shows the API whose cart it is. */
export function proof(of) {
  return of.user ? { bearer: session.value?.token } : { token: of.token };
}

/** Goes on with another cart, or with none. The next thing added makes a new one then. */
export function use(other) {
  mine = other;
  save('cart', other ?? null);
  cart.set(null);
}

export function drop() {
  use(undefined);
}

/** An answer carries the cart, unless it could not be read just then. One of a cart that was left meanwhile is ignored. */
export async function keep(answer) {
  if (answer.cart && answer.cart.cart_id !== mine?.id) {
    return;
  }
  if (answer.cart) {
    show(answer.cart);
  } else {
    await refresh();
  }
  tell();
}

function show(document) {
  const isNew = mine.undecided;
  mine = { ...mine, undecided: undefined };
  cart.set(document);
  if (isNew) {
    tell();
  }
}

function tell() {
  if (mine) {
    save('cart', { ...mine, version: cart.value?.version }); // tells the other tabs
  }
}

/**
 * Reads it again; one that is gone, or has become part of another, is dropped. A new one that the lane has not made yet is not gone.
 * told: another tab said that it has changed, and what is kept is that tab's affair.
 */
export async function refresh({ told = false } = {}) {
  if (!mine) {
    return;
  }
  const asked = mine;
  try {
    const { body } = await call('GET', `/carts/${asked.id}`, proof(asked));
    if (mine?.id === asked.id && body.status === 'MERGED') {
      gone(told);
    } else if (mine?.id === asked.id && body.version >= (cart.value?.version ?? 0)) {
      show(body);
    }
  } catch (error) {
    signedOut(error);
    if (error.code !== 'cart_not_found' || mine?.id !== asked.id) {
      throw error;
    }
    if (!mine.undecided) {
      gone(told);
    }
  }
}

function gone(told) {
  if (told) {
    leave();
  } else {
    drop();
  }
}

/** What is kept stays as it is. */
function leave() {
  mine = undefined;
  cart.set(null);
}

function signedOut(error) {
  if (error.code === 'token_invalid' && session.value) {
    close();
  }
}

/** Reads until it is as new as the shop has said that it is. */
async function catchUp(version) {
  for (let attempt = 1; attempt <= 10; attempt++) {
    await refresh();
    if (!mine || (cart.value?.version ?? 0) >= version) {
      return;
    }
    await pause(150 * attempt);
  }
}

/** A new one, of whoever is signed in, else a guest's. The broker has it when this returns; with `wait` seconds the lane has mostly, too. */
export async function create(currency, wait) {
  const { token: bearer, user } = session.value ?? {};
  const key = randomKey();
  for (let attempt = 1; ; attempt++) {
    try {
      const { body } = await call('POST', '/carts', { body: { currency }, key, bearer, wait });
      use(ofSession({ id: body.cart_id, ...(bearer ? { user } : { token: body.cart_token }), undecided: true }));
      return;
    } catch (error) {
      if (!error.passing || attempt === 4) {
        throw error;
      }
    }
  }
}

/** fresh: what was changed elsewhere meanwhile does not matter to this change; else it is made only to the cart that is shown. */
export async function change(method, path, body, { fresh = false } = {}) {
  if (!mine) {
    throw new Problem(404, { code: 'cart_not_found', title: 'There is no such cart' });
  }
  try {
    await keep(await command(method, `/carts/${mine.id}${path}`,
      { body, ...proof(mine), match: fresh ? undefined : cart.value?.version }));
  } catch (error) {
    signedOut(error);
    if (error.code === 'cart_changed') {
      await catchUp(error.body.version ?? 0).catch(() => {});
    }
    throw error;
  }
}

let last = Promise.resolve();

/** One change after the other: two quick ones must not make two carts. */
export function inTurn(todo) {
  const turn = last.then(todo);
  last = turn.catch(() => {});
  return turn;
}

/** Whether a checkout of this cart, in whichever tab, is not over. It may give the cart back: until then there must be no other. */
export function beingBought() {
  const begun = load('checkout');
  return mine !== undefined && begun?.cart === mine.id && !begun.final;
}

session.subscribe((value) => {
  if (mine?.user && mine.user !== value?.user) { // it has run out, or another tab has signed out and says what comes next
    leave();
  }
});

onOtherTab('cart', (other) => {
  const before = mine?.id;
  mine = ofSession(other);
  if (mine?.id !== before) {
    cart.set(null);
  }
  refresh({ told: true }).catch(() => {});
});
