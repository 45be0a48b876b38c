import { readArchiveUrl } from '../../src/platform/config/archive-url';
import { loadConfig } from '../../src/platform/config/load-config';

describe('ARCHIVE_URL', () => {
  it.each([
    ['postgres://db', { host: 'db', port: 5432 }],
    [
      'postgresql://ann:s3%2Fcr%40t@db.example:6000/shop',
      { host: 'db.example', port: 6000, database: 'shop', user: 'ann', password: 's3/cr@t' },
    ],
    ['postgres://ann@[::1]:5433/shop', { host: '::1', port: 5433, user: 'ann', database: 'shop' }],
    ['postgres:///shop?host=/run/pg', { host: '/run/pg', port: 5432, database: 'shop' }],
    ['postgres://db/shop?sslmode=verify-full', { host: 'db', port: 5432, database: 'shop', tls: 'verify' }],
    ['postgres://db/shop?sslmode=no-verify', { host: 'db', port: 5432, database: 'shop', tls: 'trust' }],
    ['postgres://db/shop?sslmode=disable', { host: 'db', port: 5432, database: 'shop' }],
  ])('takes %s', (text, address) => expect(readArchiveUrl(text)).toEqual(address));

  it.each([
    ...['mysql://db', 'db:5432', 'postgres://db:0/a', 'postgres://db:70000'],
    ...[
      'postgres://ann:s3/cret@db/shop',
      'postgres://db/shop?sslmode=prefer',
      'postgres://db/shop?options=-c%20x',
    ],
    ...['postgres://ann:s3%ZZ@db/shop', 'postgres://ann:s3#cret@db/shop', 'postgres://db/shop?host=/run'],
  ])('stops the start in one line, which keeps the password to itself: %s', (ARCHIVE_URL) => {
    let said = '';
    try {
      loadConfig({ ARCHIVE_URL }, 'none');
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(/^ARCHIVE_URL is not valid: it must look like postgres:\/\/.*\.$/);
    expect(said).not.toContain('s3');
  });

  it('is needed for HISTORY_SECONDS, which is from 1', () => {
    expect(() => loadConfig({ HISTORY_SECONDS: '1' }, 'none')).toThrow(
      'HISTORY_SECONDS=1 needs an archive that keeps what leaves Redis: set ARCHIVE_URL.',
    );
    const archive = { ARCHIVE_URL: 'postgres://db/sales' };
    expect(loadConfig({ ...archive, HISTORY_SECONDS: '1' }, 'none').HISTORY_SECONDS).toBe(1);
    expect(() => loadConfig({ ...archive, HISTORY_SECONDS: '0' }, 'none')).toThrow('HISTORY_SECONDS=0');
  });

  it.each(['ARCHIVE_URI', 'ARCHIVE_HOST', 'HISTORY_SECOND'])('is not %s', (name) => {
    expect(() => loadConfig({ [name]: '1' }, 'none')).toThrow(`${name} in the environment is not a setting`);
  });
});
