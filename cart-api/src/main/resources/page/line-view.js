// One line of the cart: how many, what has changed, and away with it.

import { refresh } from './cart.js';
import { currency, saveForLater, setQuantity } from './cart-changes.js';
import { find, labelOf, pictureOf, refresh as refreshCatalogue } from './catalogue.js';
import { changesOf, changeWords, isGood } from './changes-view.js';
import { announce, el, icon, keyed, text } from './dom.js';
import { day, money } from './money.js';
import { wordsOf } from './options.js';
import { sentence } from './words.js';

/** trouble: cell for the words of a refusal. Returns a node with `update(line)`. */
export function lineRow(first, trouble) {
  let line = first;
  let wanted = first.quantity;
  let sending = false;

  const face = lineFace();
  const amount = el('p', { class: 'amount' });
  const number = el('output', { 'aria-live': 'off' });
  const fewer = step('minus', -1);
  const more = step('plus', 1);
  const later = el('button', { type: 'button', class: 'link-button', onclick: keepForLater }, 'Save for later');
  const remove = el('button', { type: 'button', class: 'link-button', onclick: () => set(0) }, 'Remove');
  const node = el('li', { class: 'line' }, face.picture, el('div', { class: 'line-text' }, face.title, face.label, face.notes), amount,
    el('div', { class: 'line-actions' }, el('div', { class: 'stepper' }, fewer, number, more), later, remove));

  function step(name, by) {
    return el('button', { type: 'button', onclick: () => set(Math.max(1, wanted + by)) }, icon(name));
  }

  /** Quick clicks become one request: what counts is the last. */
  async function set(quantity) {
    wanted = quantity;
    trouble.set(null);
    draw();
    if (sending) {
      return;
    }
    sending = true;
    try {
      while (wanted !== line.quantity) {
        const asked = wanted;
        await setQuantity(line.line_id, asked);
        if (asked === 0) {
          leave(`${line.title} was taken out`);
          return;
        }
        line = { ...line, quantity: asked };
      }
      announce(`${line.quantity} of ${line.title}`);
    } catch (error) {
      failed(error);
    } finally {
      sending = false;
      draw();
    }
  }

  async function keepForLater() {
    trouble.set(null);
    try {
      await saveForLater(line.line_id);
      leave(`${line.title} is saved for later`);
    } catch (error) {
      failed(error);
      draw();
    }
  }

  /** The button that had the focus is gone. */
  function leave(words) {
    announce(words);
    document.getElementById('cart-title').focus({ preventScroll: true });
  }

  function failed(error) {
    wanted = line.quantity;
    trouble.set(sentence(error, currency()));
    refreshCatalogue();
    refresh().catch(() => {});
  }

  function draw() {
    const known = find(line.sku);
    face.draw(line, [money(line.unit_price, currency())]);
    text(amount, money(line.unit_price * wanted, currency()));
    text(number, `${wanted}`);
    fewer.disabled = wanted <= 1;
    more.disabled = known !== undefined && wanted >= known.variant.stock && wanted >= line.quantity;
    fewer.setAttribute('aria-label', `One ${line.title} less`);
    more.setAttribute('aria-label', `One ${line.title} more`);
    later.setAttribute('aria-label', `Save ${line.title} for later`);
    remove.setAttribute('aria-label', `Remove ${line.title}`);
  }

  node.update = (next) => {
    line = next;
    if (!sending) {
      wanted = next.quantity;
    }
    draw();
  };
  return node;
}

/** Picture, title and what is said about the thing, here and among what is saved for later. */
export function lineFace() {
  const picture = el('div', { class: 'thumb' });
  const title = el('p', { class: 'line-title' });
  const label = el('p', { class: 'small' });
  const notes = el('ul', { class: 'line-notes' });
  return { picture, title, label, notes, draw(line, more) {
    const known = find(line.sku);
    text(title, line.title);
    text(label, [known && labelOf(known.variant), ...wordsOf(line.options), ...more].filter(Boolean).join(' · '));
    keyed(notes, notesOf(line), (note) => note.words, (note) => {
      const item = el('li', { 'data-kind': note.kind }, note.words);
      item.update = () => {};
      return item;
    });
    const address = known && pictureOf(known.product, known.variant);
    if (address && !picture.firstChild) {
      picture.append(el('img', { src: address, alt: '', width: 600, height: 600 }));
    }
  } };
}

function notesOf(line) {
  const sale = line.price_origin === 'promotion'
    ? [{ kind: 'good', words: line.promotion_ends_at ? `Sale price until ${day(line.promotion_ends_at)}` : 'Sale price' }] : [];
  const saved = line.discount > 0 ? [{ kind: 'good', words: `${money(line.discount, currency())} off by the code` }] : [];
  return [...changesOf(line).map((change) => ({ kind: isGood(change) ? 'good' : 'few', words: changeWords(change, currency()) })), ...sale, ...saved];
}
