import { reached } from './api.js';
import { showCart } from './cart-view.js';
import { refresh } from './catalogue.js';
import { showCheckout } from './checkout-view.js';
import { resume } from './checkout.js';
import { text } from './dom.js';
import { showShop } from './shop-view.js';

const TITLES = { shop: 'shop-title', cart: 'cart-title', checkout: 'checkout-title' };

function route(event) {
  const view = { '#/cart': 'cart', '#/checkout': 'checkout' }[location.hash] ?? 'shop';
  document.body.dataset.view = view;
  if (event) {
    scrollTo({ top: 0 });
    document.getElementById(TITLES[view]).focus({ preventScroll: true });
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

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById(TITLES[document.body.dataset.view]).focus();
});
addEventListener('hashchange', route);
showLink();
showShop();
showCheckout();
refresh();
showCart().then(() => {
  if (resume()) {
    location.hash = '#/checkout';
  }
}).finally(() => route());
