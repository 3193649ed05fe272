// How a checkout stands, at a glance and step by step.

import { checkout } from './checkout.js';
import { announce, el, icon, text } from './dom.js';
import { money } from './money.js';
import { declineCode, declineWords, nameOf } from './payment.js';
import { details, refusal } from './status-details.js';
import { wire } from './wire.js';

export function showStatus(node) {
  const mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
  const headline = el('h2', { tabindex: '-1', id: 'headline' });
  const words = el('p', { class: 'status-words' });
  const lost = el('p', { class: 'lost', role: 'alert' }, icon('lost'), el('span'));
  const steps = el('ol', { class: 'steps', 'aria-label': 'Steps' });
  const more = el('div', { class: 'status-more' });
  node.append(el('div', { class: 'status-head' }, mark, el('div', {}, headline, words)), lost, steps, more);

  let drawn;
  let focused; // the button that was clicked is gone, so focus comes here, once at the start and with every end
  const draw = () => {
    const state = checkout.value;
    node.hidden = state.stage === 'idle';
    if (node.hidden) {
      drawn = undefined;
      return;
    }
    const seen = look(state);
    node.dataset.look = seen.look;
    text(headline, seen.headline);
    text(words, seen.words);
    lost.hidden = !state.lost;
    text(lost.lastChild, state.lost ? lostWords(state) : '');
    drawSteps(steps, seen.steps ?? []);
    const now = `${state.stage} ${seen.headline} ${state.record?.key}`;
    if (now !== drawn) {
      drawn = now;
      mark.replaceChildren(...({ good: [icon('check')], bad: [icon('cross')], warn: [icon('alert')] }[seen.look] ?? []));
      more.replaceChildren(...details(state));
      announce(`${seen.headline} ${seen.words}`);
      if ((seen.look !== 'busy' || state.record.key !== focused) && document.body.dataset.view === 'checkout') {
        headline.focus();
      }
      focused = state.record.key;
    }
  };
  checkout.subscribe(draw);
  wire.subscribe(draw);
}

function look(state) {
  const { stage, order, record, problem } = state;
  const paying = record ? nameOf(record.body.payment_method) : '';
  switch (stage) {
    case 'sending':
      return { look: 'busy', headline: 'Sending your order…', words: paying, steps: steps(state) };
    case 'waiting':
      return { look: 'busy', headline: waiting(order), words: paying, steps: steps(state) };
    case 'confirmed':
      return { look: 'good', headline: 'Confirmed', words: `${money(order.total, order.currency)} with ${paying}${took('order_confirmed')}.`, steps: steps(state) };
    case 'failed':
      return { look: 'bad', headline: order.status === 'PAYMENT_FAILED' ? 'Payment declined' : 'The order was closed',
        words: `${declineWords(order)} Nothing was charged, what you ordered is back in stock, and your cart is open again. Try another card.`,
        steps: steps(state) };
    case 'unknown':
      return { look: 'warn', headline: 'This checkout cannot be looked up any more',
        words: 'The shop keeps the way to a checkout for a while only. This page cannot say what became of it.' };
    default:
      return { look: problem.code === 'command_failed' ? 'bad' : 'warn', ...refusal(problem) };
  }
}

function waiting(order) {
  return { PENDING_PAYMENT: 'Order placed. Asking Stripe…', REQUIRES_ACTION: 'Waiting for the card’s holder…',
    CLOSING: 'Declined. Giving everything back…' }[order?.status] ?? 'Taken. Waiting for its turn…';
}

function lostWords({ stage, lost }) {
  const why = lost === 'offline' || lost === 'no_answer' ? 'No connection.' : `The shop has trouble (${lost}).`;
  return stage === 'sending'
    ? `${why} Your order is kept and sent again by itself, with the same key: it becomes one order, never two.`
    : `${why} The shop has your order and goes on without you. This page connects again by itself.`;
}

/** Milliseconds after the checkout was accepted, as the records say; null if not known (yet). */
function after(...types) {
  return wire.value.records.find((record) => record.topic === 'order.events' && types.includes(record.value.type))?.after_ms ?? null;
}

function took(type) {
  const time = after(type);
  return time === null ? '' : `, ${time} ms after it was accepted`;
}

function steps({ stage, order }) {
  const placed = order !== null || after('order_placed') !== null; // whichever stream is first
  const failing = order?.status === 'CLOSING' || stage === 'failed';
  const confirmed = stage === 'confirmed';
  const taken = stage !== 'sending';
  return [
    { name: 'Taken', words: taken ? 'Durable in Kafka' : 'On its way', state: taken ? 'done' : 'now', time: taken ? 0 : null },
    { name: 'Order placed', words: placed ? 'Stock is held' : 'Stock is held for you', state: placed ? 'done' : taken ? 'now' : 'later', time: after('order_placed') },
    { name: failing ? 'Payment declined' : 'Payment', words: failing ? declineCode(order) : confirmed ? 'Stripe said yes' : 'Stripe is asked',
      state: failing ? 'failed' : confirmed ? 'done' : placed ? 'now' : 'later', time: after(...(failing ? ['order_closing', 'order_payment_failed'] : ['payment_created'])) },
    { name: failing ? 'Given back' : 'Confirmed', words: failing ? 'Stock and cart' : confirmed ? 'The order stands' : 'When Stripe has the money',
      state: confirmed || stage === 'failed' ? 'done' : failing ? 'now' : 'later', time: after('order_confirmed', 'order_payment_failed') },
  ];
}

function drawSteps(list, all) {
  while (list.children.length > all.length) {
    list.lastChild.remove();
  }
  all.forEach((step, index) => {
    const node = list.children[index] ?? list.appendChild(el('li', {}, el('span', { class: 'dot', 'aria-hidden': 'true' }),
      el('span', { class: 'step-text' }, el('b'), el('span', { class: 'small' })), el('span', { class: 'time' })));
    const [dot, words, time] = node.children;
    if (node.dataset.state !== step.state) {
      node.dataset.state = step.state;
      dot.replaceChildren(...({ done: [icon('check')], failed: [icon('cross')] }[step.state] ?? []));
      node.setAttribute('aria-current', step.state === 'now' ? 'step' : 'false');
    }
    text(words.children[0], step.name);
    text(words.children[1], step.words);
    text(time, step.time === null || step.state === 'later' ? '' : step.time === 0 ? '0 ms' : `+${step.time} ms`);
  });
}
