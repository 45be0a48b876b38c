import { House, StoreCalls } from '../../support/house';

let house: House;
let store: StoreCalls;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  store = await house.store();
  await store.receive('TEE', 10);
});

describe('POST /inventory/items/{sku}/deductions', () => {
  it('takes units and answers with on hand before and after', async () => {
    const { body } = await store.post('/inventory/items/TEE/deductions', { quantity: 3, id: 'd1' }).expect(201);
    expect(body).toEqual({
      id: 'd1',
      sku: 'TEE',
      quantity: 3,
      from: 10,
      to: 7,
      available: 7,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await store.stock('TEE')).toMatchObject({ onHand: 7, reserved: 0, available: 7, sold: 3 });
  });
});
