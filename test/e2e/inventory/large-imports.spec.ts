import { fileOf, importFile, itemsOf } from '../../support/stock-files';
import { useStore } from '../../support/use-house';

const the = useStore();
const WITHIN_MS = 120_000;

const rows = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `S-${i % 500},,1,received,row ${i}`);

describe('a large file', () => {
  it(
    'of 20 000 rows takes seconds, and no memory to speak of',
    async () => {
      const file = fileOf(...rows(20_000));
      const started = Date.now();
      let most = 0;
      const before = process.memoryUsage().rss;
      const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 20);
      const { body } = await importFile(the.store, file).expect(200);
      clearInterval(watch);
      expect(body).toEqual({ rows: 20_000, applied: 20_000, refused: [] });
      expect(Date.now() - started).toBeLessThan(60_000);
      expect(most).toBeLessThan(150 * 1_048_576);
      expect(new Set((await itemsOf(the.store)).map(({ onHand }) => onHand))).toEqual(new Set([40]));
    },
    WITHIN_MS,
  );

  it(
    'of more than 100 000 rows is refused behind those, and says so',
    async () => {
      const { body } = await importFile(the.store, fileOf(...rows(100_001))).expect(413);
      expect(body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', rows: 100_000, applied: 100_000 });
      expect((await the.store.stock('S-0')).onHand).toBe(200);
    },
    WITHIN_MS,
  );
});
