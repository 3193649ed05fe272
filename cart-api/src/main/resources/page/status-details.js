// What a buyer can do when a checkout is over: facts, and the way on.

import { Problem } from './api.js';
import { cart, refresh as refreshCart } from './cart.js';
import { setQuantity } from './cart-changes.js';
import { cancel, checkout, forget } from './checkout.js';
import { consent } from './consent.js';
import { announce, el } from './dom.js';
import { money } from './money.js';
import { orderNumber } from './order-view.js';
import { declineCode } from './payment.js';
import { codeProblem, inWords, sentence } from './words.js';

const NOTHING_CHARGED = 'Nothing was ordered and nothing was charged.';

/** Why a checkout was refused. */
export function refusal(problem) {
  const told = (headline, words) => ({ headline, words: `${words} ${NOTHING_CHARGED}` });
  switch (problem.code) {
    case 'out_of_stock':
      return told('Somebody was faster', 'Not everything in your cart is still there.');
    case 'price_changed':
      return told('The price has risen', 'It costs more than what you have seen.');
    case 'cart_changed':
      return told('Your cart has changed', 'Somebody has changed it meanwhile, perhaps you in another tab. It is shown as it is now.');
    case 'cart_not_active':
      return { headline: 'This cart was bought already', words: 'Probably in another tab. It is one order, however often you pay.' };
    case 'address_required':
    case 'destination_not_served':
    case 'shipping_method_not_available':
      return told('It cannot be shipped like this', sentence(new Problem(problem.status, problem)));
    default: {
      if (problem.code?.startsWith('discount_')) {
        return told('The code does not work any more', codeProblem(problem.discount_problem ?? '', cart.value?.currency));
      }
      const { title, detail } = inWords(new Problem(problem.status, problem));
      return told(title, detail ? `${detail}.` : '');
    }
  }
}

export function details(state) {
  const { stage, order, problem, record } = state;
  switch (stage) {
    case 'waiting':
      return [toTheBank(order), state.trouble && el('p', { class: 'field-problem', role: 'alert' }, state.trouble), giveUp(state)].filter(Boolean);
    case 'confirmed':
      return [...order.number ? [orderNumber(order.number), el('p', { class: 'small' }, 'Keep this number. With your e-mail address it ',
        el('a', { href: `#/order/${order.number}` }, 'finds your order again'), '.')] : [facts({ Order: order.order_id, Total: money(order.total, order.currency) })],
      el('a', { class: 'button', href: '#/', onclick: forget }, 'Keep shopping')];
    case 'failed':
      return [facts({ Order: order.number ?? order.order_id, Reason: declineCode(order) })];
    case 'refused':
      return [...wayOn(problem, record), facts({ Code: problem.code })];
    case 'unknown':
      return [facts({ Code: problem.code ?? 'unknown' }), el('a', { class: 'button', href: '#/', onclick: forget }, 'Keep shopping')];
    default:
      return [];
  }
}

/** Whether there is an order that can be given up. */
export function canCancel({ stage, order, cancelling }) {
  return stage === 'waiting' && !cancelling && (order?.status === 'PENDING_PAYMENT' || order?.status === 'REQUIRES_ACTION');
}

/** In this tab: the bank sends its buyer back to the shop. */
function toTheBank(order) {
  const address = order?.status === 'REQUIRES_ACTION' ? order.payment?.action_url : null;
  return /^https?:/.test(address ?? '') ? el('a', { class: 'button', id: 'confirm-with-bank', href: address }, 'Confirm with your bank') : null;
}

/** The button goes with the click, so the focus moves to what is told instead. */
function giveUp(state) {
  return canCancel(state) ? el('button', { type: 'button', id: 'cancel-order', onclick: () => {
    cancel();
    document.getElementById('headline').focus();
  } }, 'Cancel order') : null;
}

function wayOn(problem, record) {
  switch (problem.code) {
    case 'out_of_stock':
      return [el('ul', { class: 'short' }, (problem.lines ?? []).map(shortLine)),
        el('button', { type: 'button', class: 'primary', id: 'adjust', onclick: () => adjust(problem) }, 'Take what is left and go on')];
    case 'price_changed':
      return consent(problem, record);
    case 'cart_not_active':
      return [el('a', { class: 'button', href: '#/', onclick: forget }, 'Start a new cart')];
    default:
      return [];
  }
}

function titleOf(line) {
  return cart.value?.lines.find((one) => one.line_id === line.line_id)?.title
    ?? checkout.value.record?.lines.find((one) => one.line_id === line.line_id)?.title ?? line.sku;
}

function shortLine(line) {
  return el('li', {}, el('span', {}, titleOf(line)),
    el('span', {}, line.available > 0 ? `${line.available} of ${line.requested} left` : 'Sold out'));
}

/** Cuts the cart down to what there is. */
async function adjust(problem) {
  const left = new Map(problem.lines.map((line) => [line.sku, line.available]));
  try {
    for (const line of cart.value?.lines ?? []) {
      const available = left.get(line.sku);
      if (available !== undefined) {
        const quantity = Math.min(line.quantity, available);
        left.set(line.sku, available - quantity);
        await setQuantity(line.line_id, quantity);
      }
    }
    forget();
    announce('The cart has what is left.');
    document.getElementById('checkout-title').focus();
  } catch {
    await refreshCart().catch(() => {});
  }
}

function facts(all) {
  return el('dl', { class: 'facts' }, Object.entries(all).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}
