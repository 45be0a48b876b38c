import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { expectEachSoldOnce } from '../support/books';
import { DeductingCallers } from '../support/deducting-callers';
import { Service } from '../support/service';
import { canMount, SmallDisk } from '../support/small-disk';
import { sleep } from '../support/time';

const describeWithDisk = canMount() ? describe : describe.skip;

describeWithDisk('DATA_DIR', () => {
  let disk: SmallDisk;
  let settings: Record<string, string>;
  let service: Service | undefined;

  beforeEach(() => {
    disk = SmallDisk.mount();
    settings = { DATA_DIR: join(disk.path, 'data') };
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
    disk.unmount();
  });

  it.each(['everysec', 'always'])(
    'full under load, with REDIS_APPENDFSYNC=%s, means 503 until there is room; each sale is done once',
    async (fsync) => {
      const { url } = (service = await Service.start({ ...settings, REDIS_APPENDFSYNC: fsync }));
      await DeductingCallers.stock(url);
      const callers = new DeductingCallers(() => url, 4);
      await callers.deduct(20);
      disk.fill();
      await refusals(callers, 503, 20);
      const { body } = await supertest(url).get('/health/ready').expect(503);
      expect(body.code).toBe('NOT_READY');
      disk.free();
      await callers.deduct(20);
      await callers.close();
      expect([...callers.codes]).toEqual(['STORE_UNAVAILABLE']);
      await expectEachSoldOnce(url, callers);
    },
  );

  it('full at the start is told in one line', async () => {
    mkdirSync(settings.DATA_DIR!);
    disk.fill();
    const { said, code } = await Service.fail(settings);
    expect(code).toBe(1);
    expect(lastLine(said)).toMatch(
      /^Countinghouse did not start\. .*(No space left|ENOSPC).*free (some )?space/,
    );
  });

  it('read-only at the start is told in one line', async () => {
    mkdirSync(settings.DATA_DIR!);
    disk.readOnly();
    const { said, code } = await Service.fail(settings);
    expect(code).toBe(1);
    expect(lastLine(said)).toBe(
      `Countinghouse did not start. DATA_DIR ${settings.DATA_DIR} cannot be used (EROFS): ` +
        'it lies on a read-only file system, set DATA_DIR to another folder.',
    );
  });
});

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1)!;
}

async function refusals(callers: DeductingCallers, status: number, count: number): Promise<void> {
  while ((callers.refusals.get(status) ?? 0) < count) await sleep(20);
}
