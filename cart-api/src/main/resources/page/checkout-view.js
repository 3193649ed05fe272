export function showCheckout() {}
