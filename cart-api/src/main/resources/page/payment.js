// Test payment methods, as Stripe names them, and what a decline means for the buyer.

export const METHODS = [
  { id: 'pm_card_visa', name: 'Works', digits: '4242', words: 'Pays, and the order is confirmed.' },
  { id: 'pm_card_chargeDeclined', name: 'Declined', digits: '0002', words: 'The bank says no, and not why.' },
  { id: 'pm_card_chargeDeclinedInsufficientFunds', name: 'Insufficient funds', digits: '9995', words: 'Declined: not enough money on the card.' },
  { id: 'pm_card_chargeDeclinedExpiredCard', name: 'Expired card', digits: '0069', words: 'Declined: the card has run out.' },
  { id: 'pm_card_chargeDeclinedIncorrectCvc', name: 'Incorrect CVC', digits: '0127', words: 'Declined: the security code is wrong.' },
  { id: 'pm_card_chargeDeclinedProcessingError', name: 'Processing error', digits: '0119', words: 'Declined: the bank stumbles.' },
  { id: 'pm_card_threeDSecure2Required', name: '3-D Secure', digits: '3220', words: 'The bank asks its holder first.' },
];

const DECLINES = {
  generic_decline: 'The bank declined the card without giving a reason.',
  card_declined: 'The bank declined the card without giving a reason.',
  insufficient_funds: 'There is not enough money on this card.',
  expired_card: 'This card has expired.',
  incorrect_cvc: 'The security code of this card is incorrect.',
  processing_error: 'The bank could not process this card just now.',
  authentication_required: 'The bank wants the card’s holder to confirm the payment (3-D Secure).',
  payment_intent_authentication_failure: 'The bank has not got the confirmation of the card’s holder (3-D Secure).',
  superseded: 'A later checkout of the same cart has taken its place.',
};

/** What the buyer is told, by code of Stripe; else Stripe's own words. */
export function declineWords(order) {
  const code = declineCode(order);
  return DECLINES[code] ?? order.payment?.decline_message ?? 'The payment was declined.';
}

export function declineCode(order) {
  return order.payment?.decline_code ?? order.reason ?? 'declined';
}

export function nameOf(method) {
  if (!method) {
    return 'Stripe';
  }
  const known = METHODS.find((one) => one.id === method);
  return known ? `Visa ···· ${known.digits}` : method;
}
