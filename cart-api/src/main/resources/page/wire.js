// The records of the public topics that a checkout caused, as they come.

import { cell } from './dom.js';

const RANK = ['cart.events', 'order.events', 'inventory.events'];
const AGAIN = 3_000;

/** of: address of the checkout; state: none, open, lost or complete; records in order of their time. */
export const wire = cell({ of: null, state: 'none', records: [] });

let source;
let timer;

/** Follows another checkout; null: none. */
export function follow(address) {
  if (wire.value.of !== address) {
    close();
    wire.set({ of: address, state: address ? 'open' : 'none', records: [] });
    if (address) {
      open(address);
    }
  }
}

function close() {
  source?.close();
  clearTimeout(timer);
}

function open(address) {
  close();
  source = new EventSource(`${address}/records`);
  source.addEventListener('open', () => wire.set({ ...wire.value, state: 'open' }));
  source.addEventListener('record', (event) => add(JSON.parse(event.data)));
  source.addEventListener('end', () => {
    close();
    wire.set({ ...wire.value, state: 'complete' });
  });
  source.addEventListener('error', () => {
    wire.set({ ...wire.value, state: 'lost' });
    clearTimeout(timer);
    timer = setTimeout(() => again(address), AGAIN);
  });
}

/** A browser connects again by itself, only not if the shop said no, and later and later if it does not answer. */
function again(address) {
  if (source.readyState !== EventSource.OPEN) {
    open(address);
  }
}

export function keyOf(record) {
  return `${record.topic}-${record.partition}@${record.offset}`;
}

/** A new stream tells everything again, so what is known is left out. */
function add(record) {
  const { records } = wire.value;
  if (!records.some((one) => keyOf(one) === keyOf(record))) {
    wire.set({ ...wire.value, state: 'open', records: [...records, record].sort(byTime) });
  }
}

/** By the decision that they come of; what Kafka appended a millisecond earlier on another partition says nothing. */
function byTime(a, b) {
  return a.value.at - b.value.at || RANK.indexOf(a.topic) - RANK.indexOf(b.topic) || a.offset - b.offset;
}

addEventListener('online', () => {
  if (wire.value.of && wire.value.state !== 'complete') {
    open(wire.value.of);
  }
});
