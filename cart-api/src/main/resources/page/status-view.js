// How a checkout stands, at a glance and step by step.

import { checkout } from './checkout.js';
import { announce, el, icon, text } from './dom.js';
import { money } from './money.js';
import { declineCode, declineWords, nameOf } from './payment.js';
import { canCancel, details, refusal } from './status-details.js';
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
    const now = [state.stage, seen.headline, state.record?.key, state.order?.payment?.action_url, state.cancelling, state.trouble, canCancel(state)].join(' ');
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
      return { ...waiting(state, paying), steps: steps(state) };
    case 'confirmed':
      return { look: 'good', headline: 'Confirmed', words: `${money(order.total, order.currency)} with ${paying}${took('order_confirmed')}.`, steps: steps(state) };
    case 'failed':
      return { ...ended(order), steps: steps(state) };
    case 'unknown':
      return { look: 'warn', headline: 'This checkout cannot be looked up any more',
        words: 'The shop keeps the way to a checkout for a while only. This page cannot say what became of it.' };
    default:
      return { look: problem.code === 'command_failed' ? 'bad' : 'warn', ...refusal(problem) };
  }
}

/** Of an order that is open, or not even placed. */
function waiting({ order, cancelling }, paying) {
  if (order?.status === 'CLOSING') {
    const end = endOf(order, cancelling);
    return { look: 'busy', headline: end.closing,
      words: order.payment?.decline_code && end.name === 'Payment declined' ? `${declineWords(order)} Another card can be tried at once, below.` : late(order) };
  }
  if (cancelling) {
    return { look: 'busy', headline: 'Cancelling your order…', words: late(order) };
  }
  if (order?.status === 'REQUIRES_ACTION') {
    return { look: 'warn', headline: 'Your bank wants you to confirm this', words: `Nothing is charged before you have. ${held(order)}`.trim() };
  }
  if (order?.payment?.delayed) {
    return { look: 'busy', headline: 'Payment delayed', words: late(order) };
  }
  return { look: 'busy', headline: order ? 'Order placed. Asking Stripe…' : 'Taken. Waiting for its turn…', words: paying };
}

/** Nothing while all is well. */
function late(order) {
  return order?.payment?.delayed ? 'Stripe takes longer than usual. Your order is kept and goes on by itself; it is never paid twice.' : '';
}

/** In words: a time, not a clock that runs. */
function held(order) {
  const end = order.hold_ends_at ? new Date(order.hold_ends_at) : null;
  return end ? `What you ordered is held until ${end.toLocaleTimeString(undefined, { timeStyle: 'short' })}.` : '';
}

const GIVEN_BACK = 'Nothing was charged, what you ordered is back in stock, and your cart is open again.';

function ended(order) {
  switch (order.status) {
    case 'EXPIRED':
      return { look: 'bad', headline: 'Not paid in time', words: `${GIVEN_BACK} You can try again.` };
    case 'CANCELLED':
      return { look: 'warn', headline: 'Cancelled', words: `As you asked. ${GIVEN_BACK}` };
    case 'REFUNDED':
      return { look: 'warn', headline: 'Refunded', words: order.refunded > 0
        ? `${money(order.refunded, order.currency)} went back to your card.` : `${money(order.total, order.currency)} goes back to your card.` };
    default:
      return { look: 'bad', headline: 'Payment declined', words: `${declineWords(order)} ${GIVEN_BACK} Try another card.` };
  }
}

/** How an order ends that is not confirmed: what that is called at its end and on the way there, and why. */
function endOf(order, cancelling) {
  if (order?.status === 'REFUNDED') {
    return { name: 'Refunded', why: 'The money goes back', closing: 'Refunding…' };
  }
  if (order?.status === 'CANCELLED' || order?.reason === 'cancelled_by_buyer' || cancelling) {
    return { name: 'Cancelled', why: 'As you asked', closing: 'Cancelling your order…' };
  }
  if (order?.status === 'EXPIRED' || order?.reason === 'hold_expired' || order?.reason === 'not_paid') {
    return { name: 'Not paid in time', why: 'Its time is over', closing: 'Not paid in time. Giving everything back…' };
  }
  return { name: 'Payment declined', why: order ? declineCode(order) : '', closing: 'Declined. Giving everything back…' };
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

function steps({ stage, order, cancelling }) {
  const placed = order !== null || after('order_placed') !== null; // whichever stream is first
  const failing = order?.status === 'CLOSING' || stage === 'failed';
  const confirmed = stage === 'confirmed';
  const taken = stage !== 'sending';
  const end = endOf(order, cancelling);
  return [
    { name: 'Taken', words: taken ? 'Durable in Kafka' : 'On its way', state: taken ? 'done' : 'now', time: taken ? 0 : null },
    { name: 'Order placed', words: placed ? 'Stock is held' : 'Stock is held for you', state: placed ? 'done' : taken ? 'now' : 'later', time: after('order_placed') },
    { name: failing ? end.name : 'Payment', words: failing ? end.why : paymentWords(order, confirmed),
      state: failing ? 'failed' : confirmed ? 'done' : placed ? 'now' : 'later', time: after(...(failing ? ['order_closing', ...ENDS] : ['payment_created'])) },
    { name: failing ? 'Given back' : 'Confirmed', words: failing ? 'Stock and cart' : confirmed ? 'The order stands' : 'When Stripe has the money',
      state: confirmed || stage === 'failed' ? 'done' : failing ? 'now' : 'later', time: after('order_confirmed', ...ENDS) },
  ];
}

const ENDS = ['order_payment_failed', 'order_expired', 'order_cancelled', 'order_refunded'];

function paymentWords(order, confirmed) {
  return confirmed ? 'Stripe said yes' : order?.status === 'REQUIRES_ACTION' ? 'Your bank asks you' : order?.payment?.delayed ? 'Stripe is slow' : 'Stripe is asked';
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
