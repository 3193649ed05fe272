// The records as the data team sees them.

import { checkout } from './checkout.js';
import { el, keyed, text } from './dom.js';
import { keyOf, wire } from './wire.js';

export function showWire(node) {
  const state = el('p', { class: 'wire-state', role: 'status' });
  const records = el('ol', { class: 'records', 'aria-label': 'Records' });
  const empty = el('div', { class: 'wire-empty' });
  node.append(el('div', { class: 'wire-head' }, el('h2', {}, 'What the data team sees'), state),
    el('p', { class: 'wire-words' }, 'Every record on the public Kafka topics that this checkout caused. Open one to read it.'),
    empty, records,
    el('p', { class: 'small wire-foot' }, 'The same in a terminal: ', el('code', {}, './tillstream tail order.events')));

  const draw = () => {
    const { stage } = checkout.value;
    const { records: all } = wire.value;
    node.dataset.state = stage === 'idle' ? 'none' : wire.value.state;
    text(state, stateWords(stage));
    empty.hidden = all.length > 0;
    if (all.length === 0) {
      empty.replaceChildren(...nothing(stage));
    }
    keyed(records, all, keyOf, row);
  };
  wire.subscribe(draw);
  checkout.subscribe(draw);
}

function stateWords(stage) {
  const { state, records } = wire.value;
  const count = records.length === 1 ? '1 record' : `${records.length} records`;
  if (stage === 'idle' || state === 'none') {
    return '';
  }
  return { open: `Live · ${count}`, lost: `Connecting again · ${count}`, complete: `Complete · ${count}` }[state];
}

function nothing(stage) {
  if (stage === 'refused') {
    return [el('p', {}, 'Nothing was published. A checkout that is refused changes nothing, so nobody is told anything.')];
  }
  return ['cart.events', 'order.events', 'inventory.events'].map((topic) => el('p', { class: 'ghost', 'data-topic': topic },
    el('span', { class: 'topic-dot' }), el('code', {}, topic), el('span', { class: 'small' }, 'nothing yet')));
}

function row(first) {
  const title = el('span', { class: 'record-title' });
  const chip = el('span', { class: 'chip' });
  const place = el('span', { class: 'place' });
  const time = el('span', { class: 'time' });
  const json = el('pre', { tabindex: '0' });
  const note = el('p', { class: 'small record-note' });
  const node = el('li', { class: 'record rise', 'data-topic': first.topic },
    el('details', {}, el('summary', {}, el('span', { class: 'topic-dot' }), el('span', { class: 'record-head' }, title, chip), time, place),
      el('div', { class: 'record-body' }, note, json)));
  node.update = (record) => {
    text(title, titleOf(record));
    text(chip, chipOf(record));
    text(place, `${record.topic} · partition ${record.partition} · offset ${record.offset}`);
    text(time, `+${Math.max(0, record.after_ms)} ms`);
    text(note, noteOf(record));
    if (!json.firstChild) {
      json.append(...coloured(JSON.stringify({ key: record.key, timestamp: record.timestamp, value: record.value, headers: record.headers }, null, 2)));
    }
  };
  return node;
}

function titleOf({ topic, value }) {
  return topic === 'inventory.events' ? 'stock_changed' : value.type;
}

function chipOf({ topic, value }) {
  return topic === 'inventory.events' ? `${value.sku} ${signed(value.change)}, ${value.stock} left` : value.status;
}

function signed(change) {
  return change > 0 ? `+${change}` : `−${-change}`;
}

/** An inventory event tells of a batch, not of an order. */
function noteOf({ topic, value }) {
  if (topic !== 'inventory.events') {
    return '';
  }
  const own = ownUnits(value.sku);
  return Math.abs(value.change) === own
    ? 'One event per product and batch of decisions. In this batch the change is yours alone.'
    : `One event per product and batch of decisions: this is the whole batch’s change, other buyers’ orders included. Yours are ${own}.`;
}

function ownUnits(sku) {
  return (checkout.value.record?.lines ?? []).filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0);
}

/** Names and values apart, by the look of JSON that is indented. */
function coloured(json) {
  return json.split('\n').flatMap((line) => {
    const [, indent, name, value] = /^(\s*)("(?:[^"\\]|\\.)*": )?(.*)$/.exec(line);
    return [indent, name ? el('span', { class: 'json-name' }, name) : '', el('span', { class: kindOf(value) }, value), '\n'];
  });
}

function kindOf(value) {
  return /^"/.test(value) ? 'json-text' : /^[-\dtfn]/.test(value) ? 'json-number' : 'json-mark';
}
