/** Members of each line of an order that nothing has come after. */
export const UNTOUCHED = { priceSource: 'list', fulfilled: 0, cancelled: 0, returned: 0 };

/** Members of such an order. */
export const NO_CHANGES = {
  ...{ charges: [], refunded: 0 },
  ...{ fulfilments: [], cancellations: [], returns: [], refunds: [] },
};
