// Refusals in the words of a shop. What is not here is told as the API tells it.

import { Problem } from './api.js';
import { money } from './money.js';

const WORDS = {
  out_of_stock: ({ available }) => available > 0 ? `There are only ${available} left.` : 'This is sold out now.',
  cart_changed: () => 'Your cart was changed somewhere else meanwhile. You see it as it is now; do it again if you still want to.',
  cart_not_active: () => 'This cart was bought, or is being bought.',
  too_many_lines: () => 'The cart is full: it takes 200 different things.',
  cart_too_large: () => 'The texts in this cart are too long together.',
  discount_not_applicable: () => 'This code cannot be used here.',
  discount_minimum_not_reached: ({ minimum_order: least }, currency) => least
    ? `This code is for orders of ${money(least, currency)} or more.` : 'The cart does not reach the minimum of this code.',
  discount_products_not_matching: () => 'This code is for other things than those in your cart.',
  discount_contact_required: () => 'This code works once per person. Say your e-mail address first.',
  discount_already_applied: () => 'There is a code on this cart already. One at a time: remove it first.',
  too_many_codes: () => 'Too many codes were tried on this cart. Try again tomorrow.',
  too_many_guesses: () => 'Too many tries. Wait a few minutes and try again.',
  address_required: () => 'Say first where it goes: shipping and tax depend on it.',
  destination_not_served: () => 'We do not ship to this address.',
  shipping_method_not_available: () => 'It cannot be shipped there in this way. Choose another one.',
  order_not_open: () => 'It is too late to cancel: this order is settled.',
  order_not_found: () => 'There is no such order. Check the number and the e-mail address: they have to be those of one order.',
  token_invalid: () => 'Your sign-in has run out. Sign in again.',
};

/** In words, with the code for whoever wants to look it up. */
export function inWords(error) {
  return error instanceof Problem
    ? { title: error.title, detail: error.detail, code: error.code }
    : { title: 'The shop does not answer', detail: 'The network or the shop is down.', code: error.code ?? 'error' };
}

/** One sentence or two. */
export function sentence(error, currency = 'USD') {
  const known = error instanceof Problem && WORDS[error.code];
  if (known) {
    return known(error.body, currency);
  }
  const { title, detail, code } = inWords(error);
  return `${title}. ${detail ? `${detail.replace(/\.$/, '')}. ` : ''}(${code})`;
}

/** Why a code that is on the cart takes nothing off, by `discount_problem`. */
export function codeProblem(problem, currency) {
  return WORDS[`discount_${problem}`]?.({}, currency) ?? 'This code takes nothing off now.';
}

const METHODS = { standard: 'Standard', express: 'Express' };

export function methodName(method) {
  return METHODS[method] ?? method.charAt(0).toUpperCase() + method.slice(1);
}
