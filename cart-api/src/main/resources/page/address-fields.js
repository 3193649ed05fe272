// The fields of an address, and which of them a country needs.

import { countries, hasPostcodes, hasRegions } from './countries.js';
import { el } from './dom.js';

/** rows: nodes. values(): texts by name. adapt(needed): what is required. fill(values): from what was kept. */
export function addressFields() {
  const { common, others } = countries();
  const country = el('select', { name: 'country', autocomplete: 'country' },
    el('optgroup', { label: 'Often' }, common.map(option)), el('optgroup', { label: 'All others' }, others.map(option)));
  const email = input('email', { type: 'email', maxlength: 254, autocomplete: 'email', placeholder: 'To find your order later' });
  const name = input('name', { autocomplete: 'name' });
  const street = input('line1', { autocomplete: 'address-line1' });
  const more = input('line2', { autocomplete: 'address-line2' });
  const city = input('city', { autocomplete: 'address-level2' });
  const region = input('region', { maxlength: 6, pattern: '[A-Za-z0-9\\-]{1,6}', autocomplete: 'address-level1', placeholder: 'CA',
    title: 'The code of the state or province, such as CA' });
  const postcode = input('postcode', { autocomplete: 'postal-code', maxlength: 20 });
  const regionField = field('State', region);
  const all = [email, name, street, more, city, region, postcode, country];
  const values = () => Object.fromEntries(all.filter((one) => !one.disabled).map((one) => [one.name, one.value.trim()]));
  const begun = () => [name, street, more, city, postcode].some((one) => one.value.trim());
  return {
    rows: [field('E-mail', email), field('Name', name), field('Street and number', street), field('Flat, floor (if any)', more),
      el('div', { class: 'field-row' }, field('City', city), regionField, field('Postcode', postcode)), field('Country', country)],
    values,
    adapt(needed) {
      const required = needed || begun();
      [name, street, city].forEach((one) => { one.required = required; });
      postcode.required = required && hasPostcodes(country.value);
      region.disabled = !hasRegions(country.value);
      region.required = required && !region.disabled;
      regionField.hidden = region.disabled;
    },
    fill(kept) {
      all.forEach((one) => { one.value = kept[one.name] ?? (one === country ? common[0][0] : ''); });
      regionField.hidden = !hasRegions(country.value);
    },
  };
}

function input(name, attributes) {
  return el('input', { name, type: 'text', maxlength: 200, ...attributes });
}

function option([code, name]) {
  return el('option', { value: code }, name);
}

function field(label, control) {
  return el('label', { class: 'field' }, el('span', { class: 'field-name' }, label), control);
}
