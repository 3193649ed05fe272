import { adopt, resumeMerge } from './account.js';
import { showAccount } from './account-view.js';
import { reached } from './api.js';
import { refresh as refreshCart } from './cart.js';
import { showCart } from './cart-view.js';
import { catalogue, refresh } from './catalogue.js';
import { showCheckout } from './checkout-view.js';
import { resume } from './checkout.js';
import { text } from './dom.js';
import { showOrder } from './order-view.js';
import { showShop } from './shop-view.js';

const TITLES = { shop: 'shop-title', cart: 'cart-title', checkout: 'checkout-title', order: 'order-title' };

function route(event) {
  const view = /^#\/(cart|checkout|order)\b/.exec(location.hash)?.[1] ?? 'shop';
  document.body.dataset.view = view;
  if (event) {
    scrollTo({ top: 0 });
    document.getElementById(TITLES[view]).focus({ preventScroll: true });
    refreshCart().catch(() => {}); // what has changed in the shop meanwhile
  }
}

function showLink() {
  const node = document.getElementById('link');
  const draw = () => {
    const up = reached.value && navigator.onLine;
    node.dataset.up = up;
    text(node, up ? 'Connected' : 'Offline');
  };
  reached.subscribe(draw);
  addEventListener('online', draw);
  addEventListener('offline', draw);
  addEventListener('online', refresh);
}

/** Back from the bank: what it adds to the address is nobody else's affair, and the shop knows it from Stripe. */
function fromTheBank() {
  if (new URLSearchParams(location.search).has('payment_intent')) {
    history.replaceState(null, '', `${location.pathname}#/checkout`);
  }
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById(TITLES[document.body.dataset.view]).focus();
});
fromTheBank();
addEventListener('hashchange', route);
showLink();
showAccount();
showShop();
showCheckout();
showOrder();
refresh();
showCart().then(() => {
  if (resume()) {
    location.hash = '#/checkout';
  } else {
    resumeMerge().then(adopt).catch(() => {});
  }
}).finally(() => route());
catalogue.subscribe(({ state }) => {
  if (state === 'ready') {
    refreshCart().catch(() => {}); // prices and stock may be others
  }
});
