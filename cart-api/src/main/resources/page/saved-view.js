// What is saved for later, under the cart.

import { cart } from './cart.js';
import { currency, moveToCart, removeSaved } from './cart-changes.js';
import { catalogue, find } from './catalogue.js';
import { announce, el, keyed, text } from './dom.js';
import { lineFace } from './line-view.js';
import { money } from './money.js';
import { sentence } from './words.js';

/** trouble: cell for the words of a refusal. */
export function savedLines(trouble) {
  const title = el('h3', { id: 'saved-title', tabindex: '-1' });
  const list = el('ul', { 'aria-labelledby': 'saved-title' });
  const node = el('section', { class: 'saved', 'aria-labelledby': 'saved-title' }, title, list);
  const draw = () => {
    const saved = cart.value?.saved ?? [];
    node.hidden = saved.length === 0;
    text(title, `Saved for later (${saved.length})`);
    keyed(list, saved, (line) => line.line_id, () => row(trouble, title));
  };
  cart.subscribe(draw);
  catalogue.subscribe(draw);
  return node;
}

function row(trouble, title) {
  let line;
  let busy = false;
  const face = lineFace();
  const move = el('button', { type: 'button', class: 'link-button', onclick: () => attempt(moveToCart, 'is in the cart') }, 'Move to cart');
  const remove = el('button', { type: 'button', class: 'link-button', onclick: () => attempt(removeSaved, 'is not saved any more') }, 'Remove');
  const node = el('li', { class: 'saved-line' }, face.picture, el('div', { class: 'line-text' }, face.title, face.label,
    el('div', { class: 'line-actions' }, move, remove)));

  async function attempt(what, words) {
    if (busy) {
      return;
    }
    busy = true;
    trouble.set(null);
    try {
      await what(line.line_id);
      announce(`${line.title} ${words}`);
      (title.parentNode.hidden ? document.getElementById('cart-title') : title).focus({ preventScroll: true });
    } catch (error) {
      trouble.set(`${line.title}: ${sentence(error, currency())}`);
    } finally {
      busy = false;
    }
  }

  node.update = (next) => {
    line = next;
    const now = find(line.sku)?.variant.price ?? line.unit_price;
    face.draw(line, [line.quantity > 1 && `${line.quantity} ×`, money(now, currency()),
      now !== line.unit_price && `was ${money(line.unit_price, currency())} when you saved it`]);
    move.setAttribute('aria-label', `Move ${line.title} to the cart`);
    remove.setAttribute('aria-label', `Forget ${line.title}`);
  };
  return node;
}
