// What a cart or an order costs, whichever of the two tells it.

/**
 * Amounts in minor units. shipping, tax: null while not known; problem says why. method, code, country, region: null if there is none.
 * complete: whether the total is what is paid in the end.
 */
export function totalsOf(document) {
  const source = document.summary ?? document;
  const problem = source.shipping_problem ?? null;
  return {
    subtotal: source.subtotal,
    discount: source.discount ?? 0,
    code: source.discount_code ?? document.discount_code ?? null,
    codeProblem: source.discount_problem ?? null,
    shipping: source.shipping ?? null,
    method: source.shipping_method ?? null,
    tax: source.tax ?? null,
    taxIncluded: source.tax_included ?? 0,
    total: source.total ?? source.subtotal,
    problem,
    complete: problem === null && typeof source.shipping === 'number',
    country: source.ship_country ?? null,
    region: source.ship_region ?? null,
  };
}

/** Units of all lines. */
export function units(document) {
  return (document?.lines ?? []).reduce((sum, line) => sum + line.quantity, 0);
}
