// The buyer's cart. Its id and token are kept, the rest is the API's.

import { call, command, randomKey } from './api.js';
import { cell } from './dom.js';
import { load, onOtherTab, save } from './storage.js';

/** The cart as the API shows it; null while there is none. */
export const cart = cell(null);

let mine = load('cart');

export function owner() {
  return mine;
}

/** An answer carries the cart, unless it could not be read just then. */
async function keep(answer) {
  if (answer.cart) {
    cart.set(answer.cart);
  } else {
    await refresh();
  }
  save('cart', { ...mine, version: cart.value?.version }); // tells the other tabs
}

/** The next thing added makes a new one. */
export function drop() {
  mine = undefined;
  save('cart', null);
  cart.set(null);
}

/** Reads it again; one that is gone or was bought is dropped. */
export async function refresh() {
  if (!mine) {
    return;
  }
  const asked = mine.id;
  try {
    const { body } = await call('GET', `/carts/${asked}`, { token: mine.token });
    if (mine?.id === asked && body.version >= (cart.value?.version ?? 0)) {
      cart.set(body);
    }
  } catch (error) {
    if (error.code !== 'cart_not_found' || mine?.id !== asked) {
      throw error;
    }
    drop();
  }
}

async function create(currency) {
  const key = randomKey();
  for (let attempt = 1; ; attempt++) {
    try {
      const { body } = await call('POST', '/carts', { body: { currency }, key });
      mine = { id: body.cart_id, token: body.cart_token };
      return;
    } catch (error) {
      if (!error.passing || attempt === 4) {
        throw error;
      }
    }
  }
}

let last = Promise.resolve();

/** One change after the other: two quick ones must not make two carts. */
function inTurn(change) {
  const turn = last.then(change);
  last = turn.catch(() => {});
  return turn;
}

/** Adds to the cart, to a new one if there is none that can take it. */
export function add(sku, quantity, currency) {
  return inTurn(() => addNow(sku, quantity, currency));
}

async function addNow(sku, quantity, currency) {
  const body = { sku, quantity };
  if (!mine) {
    await create(currency);
  }
  try {
    await keep(await change('POST', '/items', body));
  } catch (error) {
    if (error.code !== 'cart_not_found' && error.code !== 'cart_not_active') {
      throw error;
    }
    drop();
    await create(currency);
    await keep(await change('POST', '/items', body));
  }
}

function change(method, path, body) {
  return command(method, `/carts/${mine.id}${path}`, { body, token: mine.token });
}

/** Zero takes the line out. */
export function setQuantity(line, quantity) {
  return inTurn(() => setNow(line, quantity));
}

async function setNow(line, quantity) {
  const path = `/items/${encodeURIComponent(line)}`;
  try {
    const answer = quantity > 0 ? await change('PATCH', path, { quantity }) : await change('DELETE', path);
    await keep(answer);
  } catch (error) {
    if (error.code === 'line_not_found' || error.code === 'cart_not_found') {
      await refresh();
      return;
    }
    throw error;
  }
}

export function units(document) {
  return (document?.lines ?? []).reduce((sum, line) => sum + line.quantity, 0);
}

onOtherTab('cart', (other) => {
  if (other?.id !== mine?.id) {
    mine = other;
    cart.set(null);
  }
  refresh().catch(() => {});
});
