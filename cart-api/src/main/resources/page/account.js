// Signing in and out. What a guest had goes into the cart of whoever signs in.

import { forgetAddress } from './address.js';
import { call, command, randomKey, Unreachable } from './api.js';
import { beingBought, cart, create, inTurn, keep, owner, refresh, use } from './cart.js';
import { forget, running } from './checkout.js';
import { cell } from './dom.js';
import { close, open, session } from './session.js';
import { load, save } from './storage.js';
import { units } from './summary.js';

const DAY = 86_400_000;

/**
 * state: none; running; joined (report is what the API says of it); apart (problem is why, and both carts are kept); stuck (nobody knows yet, it is
 * tried again).
 */
export const merge = cell({ state: 'none', report: null, problem: null });

export function dismissMerge() {
  merge.set({ state: 'none', report: null, problem: null });
}

/** Why nobody can sign in or out just now; null: they can. */
export function hindrance() {
  return running() || beingBought() ? 'A checkout is on its way. Try again when it is over.' : null;
}

export async function signIn(user) {
  await open(user);
  forget();
  await inTurn(enter);
}

/** With the guest's cart, if it holds something. Else, or if that fails, everything is as it was. */
async function enter() {
  const { user } = session.value;
  const guest = owner()?.user ? undefined : owner();
  let record = null;
  try {
    const currency = guest && await currencyOf();
    const theirs = await latest();
    if (!currency) {
      use(theirs);
      await refresh();
      return;
    }
    if (!theirs) {
      await create(currency, 10);
    }
    record = { guest: { ...guest, undecided: undefined, currency }, into: theirs?.id ?? owner().id, user, key: randomKey(), begun: Date.now() };
    save('merge', record);
  } catch (error) {
    close();
    use(guest);
    await refresh().catch(() => {});
    throw error;
  }
  await join(record);
}

/** Of the guest's cart, which after a reload may not be read yet; undefined if there is nothing in it to be kept. */
async function currencyOf() {
  if (!cart.value) {
    await refresh();
  }
  if (owner() && !cart.value) {
    throw new Unreachable('The shop does not show this cart yet');
  }
  return holdsSomething() ? cart.value.currency : undefined;
}

/** What a user who is signed in has bought or put together elsewhere. A reload may have come before the guest's cart went along. */
export async function adopt() {
  if (session.value && owner()?.token) {
    await inTurn(enter);
  } else if (session.value && !owner()) {
    use(await latest());
    await refresh();
  }
}

function holdsSomething() {
  return units(cart.value) > 0 || (cart.value?.saved ?? []).length > 0;
}

async function latest() {
  try {
    const { body } = await call('GET', '/carts/mine', { bearer: session.value.token });
    return { id: body.cart_id, user: session.value.user };
  } catch (error) {
    if (error.code === 'cart_not_found') {
      return undefined;
    }
    throw error;
  }
}

/** What is needed to go on is kept: with its key it is one merge, however often it is sent. */
async function join(record) {
  use({ id: record.into, user: record.user, undecided: true });
  merge.set({ state: 'running', report: null, problem: null });
  try {
    const answer = await command('POST', `/carts/${record.into}/merge`, { key: record.key, bearer: session.value.token,
      body: { guest_cart_id: record.guest.id, guest_cart_token: record.guest.token } });
    save('merge', null);
    await keep(answer);
    merge.set({ state: 'joined', report: answer.merged ?? {}, problem: null });
  } catch (error) {
    await refresh().catch(() => {});
    if (error.passing) {
      merge.set({ state: 'stuck', report: null, problem: error });
    } else {
      save('merge', null);
      save('guest', { user: record.user, guest: record.guest });
      merge.set({ state: 'apart', report: null, problem: error });
    }
  }
}

/** What a reload or a lost network has interrupted. */
export function resumeMerge() {
  return session.value && pending() ? inTurn(async () => {
    const record = pending();
    if (record) {
      await join(record);
    }
  }) : Promise.resolve();
}

/** The merge that is not decided yet. One of somebody else, or of long ago, is forgotten. */
function pending() {
  const record = load('merge');
  if (record && (record.user !== session.value?.user || Date.now() - record.begun > DAY)) {
    save('merge', null);
    return undefined;
  }
  return record;
}

/** Nothing of theirs stays in this browser. A guest's cart that could not be joined is there again. */
export function signOut() {
  return inTurn(async () => {
    const apart = load('guest');
    const guest = pending()?.guest ?? (apart?.user === session.value?.user ? apart?.guest : undefined);
    close();
    forget();
    save('merge', null);
    save('guest', null);
    use(guest);
    await refresh();
  });
}

let last = session.value?.user;

/** However it ended, here or in another tab: what this tab shows of theirs goes. */
session.subscribe((value) => {
  if (last !== undefined && value?.user !== last) {
    dismissMerge();
    forgetAddress();
    if (!running() && !isUnderWay(load('checkout'))) {
      forget();
    }
  }
  last = value?.user;
});

function isUnderWay(begun) {
  return begun !== undefined && !begun.final;
}
