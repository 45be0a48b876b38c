import supertest from 'supertest';
import { INITIAL, DeductingCallers } from './deducting-callers';

/** Everything that was acknowledged is there, nothing twice, and the audit agrees. */
export async function expectEachSoldOnce(
  url: string,
  { sold }: Pick<DeductingCallers, 'sold'>,
): Promise<void> {
  const get = (path: string) => supertest(url).get(`/v1/stores/main/inventory${path}`);
  const { body: stock } = await get('/items/TEE').expect(200);
  expect({ onHand: stock.onHand, sold: stock.sold }).toEqual({
    onHand: INITIAL - sold.length,
    sold: sold.length,
  });
  const operations = await deductionsIn(url);
  expect(operations.sort()).toEqual([...sold].sort());
  const audit = await supertest(url)
    .post('/v1/stores/main/inventory/audits')
    .send({ repair: false })
    .expect(200);
  expect(audit.body.drift).toEqual([]);
}

/** Ids of all deductions of TEE, as its movements have them, whose sequence has no gap. */
export async function deductionsIn(url: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (let last = -1; cursor !== null;) {
    const path = `/v1/stores/main/inventory/items/TEE/movements?limit=200${cursor && `&cursor=${cursor}`}`;
    const { body } = await supertest(url).get(path).expect(200);
    for (const { type, operationId, sequence } of body.items) {
      if (last >= 0) expect(sequence).toBe(last + 1);
      last = sequence;
      if (type === 'deduction') ids.push(operationId);
    }
    cursor = body.nextCursor;
  }
  return ids;
}
