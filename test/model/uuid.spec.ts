import { uuidv7 } from '../../src/platform/redis';
import { sleep } from '../support/time';

describe('uuidv7', () => {
  it('is a UUID of version 7, with the time in front', async () => {
    uuidv7();
    await sleep(5);
    const before = Date.now();
    const id = uuidv7();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it('is drawn anew in each millisecond, in every place but the time, the version and the variant', () => {
    let nowMs = 1_795_278_429_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => nowMs++);
    const ids = Array.from({ length: 2_000 }, uuidv7);
    clock.mockRestore();
    expect(new Set(ids).size).toBe(ids.length);
    const random = [...ids[0]!].map((_, at) => at).filter((at) => at > 14 && at !== 18 && at !== 23);
    // The variant takes half of one place, and the counter leaves out the highest bit of another.
    const values = (at: number): number => (at === 19 ? 4 : at === 30 ? 8 : 16);
    for (const at of random) expect(new Set(ids.map((id) => id[at])).size).toBe(values(at));
  });

  it('sorts in the order in which they were made, however many in one millisecond', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_795_278_429_000);
    const ids = Array.from({ length: 100_000 }, uuidv7);
    clock.mockRestore();
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
