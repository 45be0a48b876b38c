import { fileOf, importFile, itemsOf } from '../support/stock-files';
import { retry, useLossyHouse } from '../support/use-lossy-house';

const the = useLossyHouse();
const ROWS = Array.from({ length: 220 }, (_, i) => `S-${i},,1,received,`);

it('an import that lost replies goes on where it was, and doubles nothing', async () => {
  const send = () => importFile(the.store, fileOf(...ROWS), { key: 'k' });
  the.proxy.cutNextReply();
  const lost = await send();
  expect([lost.status, lost.body.outcome]).toEqual([503, 'unknown']);
  const done = await retry(send);
  expect([done.status, done.headers['idempotent-replayed']]).toEqual([200, undefined]);
  expect(done.body).toEqual({ rows: 220, applied: 220, refused: [] });
  const again = await send();
  expect([again.headers['idempotent-replayed'], again.text]).toEqual(['true', done.text]);
  const items = await itemsOf(the.store);
  expect(items).toHaveLength(220);
  expect(items.every(({ onHand }) => onHand === 1)).toBe(true);
});
