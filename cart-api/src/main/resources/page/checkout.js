// One checkout, from the click to its final state. What it needs to go on is kept, so that neither a reload nor a lost network loses it.

import { call, command, pause, Problem, randomKey, reached } from './api.js';
import { cart, drop, owner, proof, refresh as refreshCart } from './cart.js';
import { refresh as refreshCatalogue } from './catalogue.js';
import { cell } from './dom.js';
import { load, onOtherTab, save } from './storage.js';
import { sentence } from './words.js';

const LOOK = 4_000;
const DAY = 86_400_000;
/** What the shop says of a checkout that it does not know any more; every other problem is why it was refused. */
const FORGOTTEN = ['checkout_not_found', 'outcome_expired'];
const FINAL = ['CONFIRMED', 'PAYMENT_FAILED', 'EXPIRED', 'CANCELLED', 'REFUNDED'];

/**
 * stage: idle; sending (nobody knows yet whether the shop has it); waiting (it has); confirmed, failed (an order that was not paid), refused,
 * unknown (the shop does not know it any more).
 * record: what is kept. order, problem: as the API tells. lost: why there is no news just now, or null. cancelling: whether the buyer gives it up; trouble:
 * why that cannot be, or null.
 */
export const checkout = cell(fresh('idle', null));

function fresh(stage, record) {
  return { stage, record, order: null, problem: null, lost: null, cancelling: false, trouble: null };
}

let source;
let looking;

export function running() {
  return checkout.value.stage === 'sending' || checkout.value.stage === 'waiting';
}

/** Whether the order is being given up, and its cart can be bought again at once: a new checkout takes over what is held. */
export function closing() {
  return checkout.value.stage === 'waiting' && checkout.value.order?.status === 'CLOSING';
}

function update(change) {
  checkout.set({ ...checkout.value, ...change });
}

/** Buys the cart. A second click, here or in another tab, joins the first. */
export function buy(method, acceptedTotal) {
  const mine = owner();
  const bought = cart.value;
  const again = closing();
  if ((running() && !again) || !mine || !bought) {
    return;
  }
  const other = load('checkout');
  const known = again && other?.key === checkout.value.record.key;
  if (other?.cart === mine.id && other.version === bought.version && !other.final && !known) {
    begin(other);
    return;
  }
  const body = acceptedTotal === undefined ? { payment_method: method } : { payment_method: method, accepted_total: acceptedTotal };
  begin({ cart: mine.id, token: mine.token, user: mine.user, version: bought.version, again, key: randomKey(), body, address: null, sent: Date.now(),
    lines: bought.lines, subtotal: bought.subtotal, summary: bought.summary, currency: bought.currency });
}

function begin(record) {
  stop();
  save('checkout', record);
  checkout.set(fresh(record.address ? 'waiting' : 'sending', record));
  run(record);
}

/** Goes on with what was begun before a reload. Returns whether it was not over then. */
export function resume() {
  const record = load('checkout');
  const untaken = record?.final && !record.address; // refused at once: sent again, it might be taken now
  if (!record || untaken || Date.now() - record.sent > DAY) {
    forget();
    return false;
  }
  begin(record);
  return !record.final;
}

/** Back to the cart, for another try or another purchase. */
export function forget() {
  stop();
  save('checkout', null);
  checkout.set(fresh('idle', null));
  if (cart.value?.status === 'CHECKED_OUT') {
    drop();
  }
}

async function run(record) {
  const address = record.address ?? await send(record);
  if (address && checkout.value.record?.key === record.key) {
    const kept = { ...checkout.value.record, address };
    save('checkout', kept);
    update({ stage: 'waiting', record: kept, lost: null });
    watch(address);
  }
}

/**
 * Until there is an answer: the key makes sure that it is one checkout however often it is sent. Null if it was refused. The cart of an order that is being
 * closed changes only by its end, which must not stand in the way.
 */
async function send(record) {
  for (let attempt = 1; checkout.value.record?.key === record.key; attempt++) {
    try {
      const answer = await call('POST', `/carts/${record.cart}/checkout`,
        { body: record.body, key: record.key, match: record.again ? undefined : record.version, ...proof(record) });
      return answer.location;
    } catch (error) {
      if (!error.passing) {
        refused(error.body);
        return null;
      }
      update({ lost: error instanceof Problem ? error.code : 'no_answer' });
      await pause(Math.min(500 * attempt, 3000));
    }
  }
  return null;
}

function watch(address) {
  stop();
  listen(address);
  looking = setInterval(() => look(address), LOOK);
  look(address);
  addEventListener('online', reconnect);
  addEventListener('offline', offline);
  document.addEventListener('visibilitychange', seen);
}

function stop() {
  source?.close();
  clearInterval(looking);
  removeEventListener('online', reconnect);
  removeEventListener('offline', offline);
  document.removeEventListener('visibilitychange', seen);
}

/** Only while it is seen: a browser has six connections for all tabs of a shop, and a stream keeps one. Who does not look is told by the looks. */
function listen(address) {
  source?.close();
  if (document.visibilityState !== 'visible') {
    return;
  }
  source = new EventSource(`${address}/events`);
  source.addEventListener('open', () => {
    reached.set(true);
    update({ lost: null });
  });
  source.addEventListener('status', (event) => apply(JSON.parse(event.data)));
  source.addEventListener('error', () => look(address)); // it connects again by itself, unless the shop said no
}

function reconnect() {
  listen(checkout.value.record.address);
}

function seen() {
  const { address } = checkout.value.record;
  listen(address);
  look(address);
}

function offline() {
  update({ lost: 'offline' });
}

/** Asks instead of waiting to be told: finds out whether the shop is there at all, and makes up for a stream that cannot be had. */
async function look(address) {
  const still = () => running() && checkout.value.record.address === address;
  if (!still()) {
    return;
  }
  try {
    const { body } = await call('GET', address);
    if (still()) {
      update({ lost: null });
      apply(body);
      if (still() && (source?.readyState ?? EventSource.CLOSED) === EventSource.CLOSED) {
        listen(address);
      }
    }
  } catch (error) {
    if (still()) {
      if (error.passing || !error.body.code) { // without a code it is not the shop that answers
        update({ lost: error instanceof Problem ? error.code : 'no_answer' });
      } else {
        refused(error.body);
      }
    }
  }
}

function apply(state) {
  if (state.status === 'refused') {
    refused(state.problem);
  } else if (state.status !== 'pending' && isNews(state)) {
    const begins = state.status === 'CLOSING' && !closing();
    update({ order: state });
    if (FINAL.includes(state.status)) {
      settle(state);
    } else if (begins) {
      refreshCart().catch(() => {}); // it can be bought again
    }
  }
}

/** Of one version the newest news: how long it is held, and whether it takes too long, have no version of their own. */
function isNews(state) {
  const known = checkout.value.order;
  return state.version > (known?.version ?? 0) || (state.version === known?.version && JSON.stringify(state) !== JSON.stringify(known));
}

/** Gives the order up, as long as it is not paid. What becomes of it is told as always. */
export async function cancel() {
  const { address, key: mine } = checkout.value.record;
  const still = () => checkout.value.record?.key === mine && running();
  update({ cancelling: true, trouble: null });
  try {
    await command('POST', `${address}/cancel`);
  } catch (error) {
    if (still()) {
      update({ cancelling: false, trouble: sentence(error) });
    }
  }
  look(address);
}

function settle(order) {
  finish({ stage: order.status === 'CONFIRMED' ? 'confirmed' : 'failed' });
  if (order.status === 'CONFIRMED') {
    if (owner()?.id === order.cart_id) {
      drop();
    }
  } else {
    reopened();
  }
}

function refused(problem) {
  finish({ stage: FORGOTTEN.includes(problem.code) ? 'unknown' : 'refused', problem });
  refreshCart().catch(() => {});
}

function finish(change) {
  stop();
  const record = { ...checkout.value.record, final: true };
  save('checkout', record);
  update({ ...change, record, lost: null });
  refreshCatalogue();
}

/** The cart is given back with the failed order; what shows it may be a moment behind. */
async function reopened() {
  for (let attempt = 1; attempt <= 20; attempt++) {
    await refreshCart().catch(() => {});
    if (cart.value?.status !== 'CHECKED_OUT') {
      return;
    }
    await pause(250);
  }
}

onOtherTab('checkout', (record) => {
  if (record && !record.final && (!running() || closing()) && record.cart === owner()?.id && record.key !== checkout.value.record?.key) {
    begin(record);
  }
});
