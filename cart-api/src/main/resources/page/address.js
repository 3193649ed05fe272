// The e-mail and the address of the buyer. The API takes them and does not show them again, so this tab keeps them for a reload.

import { cart, owner } from './cart.js';
import { setAddress } from './cart-changes.js';
import { cell } from './dom.js';
import { tab } from './storage.js';

/** fields: as the buyer has written them. of: id of the cart that was told; null: none. sent: what that cart was told. */
export const address = cell({ fields: {}, of: null, sent: null, ...tab.load('address') });

/** As the API takes it; null: only an e-mail address was given. */
function body(fields) {
  return fields?.line1 && { name: fields.name, lines: [fields.line1, fields.line2].filter(Boolean), city: fields.city,
    ...(fields.region && { region: fields.region.toUpperCase() }), ...(fields.postcode && { postcode: fields.postcode }), country: fields.country };
}

/** Whether the cart does not know of this yet. */
export function isNews(fields) {
  const { of, sent } = address.value;
  return of !== owner()?.id || JSON.stringify(sent) !== JSON.stringify(fields);
}

/** Tells the shop what it does not know yet. Throws what it says against it. */
export async function tell(fields) {
  keepFields(fields);
  if (!isNews(fields)) {
    return;
  }
  const { of, sent } = address.value;
  const id = owner().id;
  const before = of === id && sent ? sent : null;
  const email = fields.email && before?.email !== fields.email ? fields.email : null;
  const place = JSON.stringify(body(before)) === JSON.stringify(body(fields)) ? null : body(fields);
  await setAddress(email, place);
  keep({ fields, of: id, sent: fields });
}

/** So that a reload does not lose what is not sent yet. */
export function keepFields(fields) {
  keep({ ...address.value, fields });
}

function keep(value) {
  tab.save('address', value);
  address.set(value);
}

export function forgetAddress() {
  tab.save('address', null);
  address.set({ fields: {}, of: null, sent: null });
}

/** One line for a person, without region and country, which the cart tells; null if this tab does not know it. */
export function inOneLine() {
  const { of, sent } = address.value;
  return of === cart.value?.cart_id && sent?.line1
    ? [sent.name, sent.line1, sent.line2, [sent.postcode, sent.city].filter(Boolean).join(' ')].filter(Boolean).join(', ') : null;
}
