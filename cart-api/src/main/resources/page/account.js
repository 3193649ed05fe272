// Signing in and out. What a guest had goes into the cart of whoever signs in.

import { forgetAddress } from './address.js';
import { call, command, randomKey } from './api.js';
import { beingBought, cart, create, inTurn, keep, owner, refresh, use } from './cart.js';
import { forget, running } from './checkout.js';
import { cell } from './dom.js';
import { close, open, session } from './session.js';
import { load, save } from './storage.js';
import { units } from './summary.js';

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
  await inTurn(async () => {
    const guest = owner() && !owner().user && holdsSomething() ? { ...owner(), currency: cart.value.currency } : null;
    try {
      const theirs = await latest();
      if (!guest) {
        use(theirs);
        await refresh();
        return;
      }
      if (!theirs) {
        await create(guest.currency, 10);
      }
      save('merge', { guest, into: theirs?.id ?? owner().id, key: randomKey() });
    } catch (error) {
      close();
      use(guest ?? undefined);
      await refresh().catch(() => {});
      throw error;
    }
    await join(load('merge'));
  });
}

/** What a user who is signed in has bought or put together elsewhere. */
export async function adopt() {
  if (session.value && !owner()) {
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
  use({ id: record.into, user: session.value.user });
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
      save('guest', record.guest);
      merge.set({ state: 'apart', report: null, problem: error });
    }
  }
}

/** What a reload or a lost network has interrupted. */
export function resumeMerge() {
  const record = load('merge');
  return record && session.value ? inTurn(() => join(record)) : Promise.resolve();
}

/** Nothing of theirs stays in this browser. A guest's cart that could not be joined is there again. */
export async function signOut() {
  close();
  forget();
  dismissMerge();
  forgetAddress();
  const guest = load('merge')?.guest ?? load('guest');
  save('merge', null);
  save('guest', null);
  use(guest);
  await refresh();
}
