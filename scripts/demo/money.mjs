import { CUSTOMERS, dice } from './shop.mjs';

const DAY_SECONDS = 86_400;

export const SHOP = 'shop';
export const FEES = 'fees';
export const walletOf = (customer) => `wallet-${customer}`;

export async function wallets(api) {
  await api.each([SHOP, FEES, 'gift-cards'], (id) => api.put(`/ledger/accounts/${id}`, {}));
  await api.each(CUSTOMERS, async (customer, i) => {
    const limits = i % 4 === 0 ? { limits: { perTransfer: 200_000, daily: 1_000_000 } } : {};
    await api.put(`/ledger/accounts/${walletOf(customer)}`, { ...limits, metadata: { customer } });
    const roll = dice(100 + i);
    const body = {
      from: '@world',
      to: walletOf(customer),
      amount: roll.between(250, 400) * 1_000,
      reference: 'top-up',
    };
    await api.post('/ledger/transfers', { ...body, id: `top-up-${customer}` }, `top-up-${customer}`);
  });
}

/** Presents between customers, and transfers that wait, were posted in part, voided and reversed. */
export async function movements(api) {
  const roll = dice(2);
  const gifts = CUSTOMERS.slice(0, 12).map((customer, i) => ({
    id: `gift-${customer}`,
    from: walletOf(customer),
    to: walletOf(CUSTOMERS[i + 12]),
    amount: roll.between(5, 30) * 100,
    reference: 'a present',
  }));
  for (const gift of gifts) await api.post('/ledger/transfers', gift, gift.id);
  await api.post(`/ledger/transfers/${gifts[0].id}/reverse`, { id: 'gift-back', reference: 'not wanted' });
  await api.post(`/ledger/transfers/${gifts[1].id}/reverse`, { id: 'gift-half-back', amount: 200 });
  await api.each(CUSTOMERS.slice(0, 10), async (customer, i) => {
    const id = `deposit-${customer}`;
    const pending = { ttlSeconds: (i + 1) * DAY_SECONDS };
    const body = { id, from: walletOf(customer), to: SHOP, amount: 2_500, reference: 'deposit', pending };
    await api.post('/ledger/transfers', body, id);
    if (i < 2) await api.post(`/ledger/transfers/${id}/post`, { amount: 1_500 });
    if (i === 2) await api.post(`/ledger/transfers/${id}/void`);
  });
}

/** At the end, so that nothing else is refused for it. */
export async function freezeOne(api) {
  await api.post(`/ledger/accounts/${walletOf('vera')}/freeze`);
}
