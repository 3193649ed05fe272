// What a buyer changes in the cart. Each returns when the shop has decided it, and throws what the shop says against it.

import { beingBought, cart, change, create, drop, inTurn, owner, refresh } from './cart.js';

/** Adds to the cart, to a new one if there is none that can take it. Refused while it is being bought. */
export function add(sku, quantity, options, currency) {
  return inTurn(() => addNow({ sku, quantity, options }, currency));
}

async function addNow(item, currency) {
  if (!owner()) {
    await create(currency);
  }
  try {
    await change('POST', '/items', item, { fresh: true });
  } catch (error) {
    if ((error.code !== 'cart_not_found' && error.code !== 'cart_not_active') || beingBought()) {
      throw error;
    }
    drop();
    await create(currency);
    await change('POST', '/items', item, { fresh: true });
  }
}

/** Zero takes the line out. */
export function setQuantity(line, quantity) {
  return gone(quantity > 0
    ? () => change('PATCH', `/items/${encodeURIComponent(line)}`, { quantity })
    : () => change('DELETE', `/items/${encodeURIComponent(line)}`));
}

export function saveForLater(line) {
  return gone(() => change('POST', `/items/${encodeURIComponent(line)}/save`));
}

export function moveToCart(line) {
  return gone(() => change('POST', `/saved/${encodeURIComponent(line)}/move`));
}

export function removeSaved(line) {
  return gone(() => change('DELETE', `/saved/${encodeURIComponent(line)}`));
}

export function applyCode(code) {
  return inTurn(() => change('PUT', '/discount', { code }));
}

export function removeCode() {
  return inTurn(() => change('DELETE', '/discount'));
}

/** Both only if they differ from what was sent before; email: null if none was said. */
export function setAddress(email, address) {
  return inTurn(async () => {
    if (email) {
      await change('PUT', '/contact', { email });
    }
    if (address) {
      await change('PUT', '/shipping-address', address);
    }
  });
}

export function setMethod(method) {
  return inTurn(() => change('PUT', '/shipping-method', { method }));
}

/** Resolves when nothing is on its way any more. */
export function settled() {
  return inTurn(() => {});
}

/** Of a line that is not there any more nothing is left to be changed. */
function gone(todo) {
  return inTurn(async () => {
    try {
      await todo();
    } catch (error) {
      if (error.code !== 'line_not_found' && error.code !== 'cart_not_found') {
        throw error;
      }
      await refresh();
    }
  });
}

/** Of the cart that is shown. */
export function currency() {
  return cart.value?.currency ?? 'USD';
}
