// What became of the guest's cart when its buyer signed in.

import { dismissMerge, merge, resumeMerge } from './account.js';
import { cart } from './cart.js';
import { find } from './catalogue.js';
import { el, icon } from './dom.js';
import { money } from './money.js';
import { inWords } from './words.js';

export function mergeReport() {
  const node = el('div', { class: 'merge', role: 'status' });
  merge.subscribe((value) => {
    node.hidden = value.state === 'none';
    node.dataset.state = value.state;
    node.replaceChildren(...(node.hidden ? [] : said(value)));
  });
  return node;
}

function said({ state, report, problem }) {
  switch (state) {
    case 'running':
      return [el('p', {}, 'Joining your carts…')];
    case 'joined':
      return joined(report);
    case 'stuck':
      return [el('h3', {}, 'Your carts are not joined yet'), el('p', {}, 'The shop did not answer in time. Nothing is lost: it is asked again, and does it once.'),
        el('button', { type: 'button', class: 'quiet', onclick: resumeMerge }, 'Ask again')];
    default:
      return [el('h3', {}, 'Your carts stay apart'), el('p', {}, apart(problem)), done()];
  }
}

function joined({ saved = [], prices = [], unavailable = [] }) {
  const news = [
    ...saved.map((line) => [titleOf(line),
      `You wanted ${line.requested}, there ${line.kept === 1 ? 'is' : 'are'} ${line.kept === 0 ? 'none' : line.kept}. ${line.saved} saved for later`]),
    ...prices.map((line) => [titleOf(line), `${money(line.old_price, currency())} before, ${money(line.new_price, currency())} now`]),
    ...unavailable.map((line) => [titleOf(line), 'Not sold any more. Saved for later']),
  ];
  return [el('h3', {}, icon('check'), 'Your carts are one now'),
    news.length === 0 ? el('p', {}, 'Everything is in it.')
      : el('ul', {}, news.map(([title, words]) => el('li', {}, el('b', {}, title), el('span', {}, words)))), done()];
}

function apart(problem) {
  if (problem.code === 'currency_mismatch') {
    return 'They are in different currencies. This is yours; what you put together as a guest is back when you sign out.';
  }
  const { title, detail, code } = inWords(problem);
  return `${title}. ${detail} (${code}) What you put together as a guest is back when you sign out, if it is still there.`;
}

function done() {
  return el('button', { type: 'button', class: 'link-button', onclick: () => {
    dismissMerge();
    document.getElementById('cart-title').focus({ preventScroll: true });
  } }, 'Got it');
}

function currency() {
  return cart.value?.currency ?? 'USD';
}

function titleOf(line) {
  const sku = line.sku ?? line;
  return [...cart.value?.lines ?? [], ...cart.value?.saved ?? []].find((one) => one.line_id === line.line_id || one.sku === sku)?.title
    ?? find(sku)?.product.title ?? sku;
}
