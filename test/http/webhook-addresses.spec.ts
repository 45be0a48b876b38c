import { Config } from '../../src/platform/config/config';
import { Addresses } from '../../src/feed/webhooks/sending/addresses';
import { backOffMs } from '../../src/feed/webhooks/sending/back-off';

const addresses = (allowed: 'true' | 'false' = 'false'): Addresses =>
  new Addresses(Object.assign(new Config(), { WEBHOOK_ALLOW_PRIVATE: allowed }));

const codeOf = (text: string): string | undefined => {
  try {
    addresses().checked(text);
    return undefined;
  } catch (error) {
    return (error as { kind: { code: string } }).kind.code;
  }
};

describe('an address of a webhook', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://169.254.0.1/',
    'http://192.0.2.1/',
    'http://224.0.0.1/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::a00:1]/',
    'http://localhost/',
    'http://a.localhost./',
  ])('is refused where it is %s', (text) => {
    expect(codeOf(text)).toBe('WEBHOOK_URL_REFUSED');
  });

  it('is kept as it is read, without a fragment', () => {
    expect(addresses().checked('HTTPS://Example.com:443/a b'.replace(' ', '%20') + '#x')).toBe(
      'https://example.com/a%20b',
    );
    expect(addresses('true').checked('http://127.0.0.1:9/')).toBe('http://127.0.0.1:9/');
  });

  it('whose name leads to a private address is not connected to', async () => {
    const found = (of: Addresses, options: object): Promise<unknown> =>
      new Promise((done) =>
        of.lookup('localhost', options, (error, address) => done(error?.message ?? address)),
      );
    expect(await found(addresses(), {})).toMatch(/^localhost is (127\.0\.0\.1|::1), which is not sent to$/);
    expect(await found(addresses(), { all: true })).toMatch(/which is not sent to$/);
    expect(await found(addresses('true'), { family: 4 })).toBe('127.0.0.1');
  });
});

describe('the wait after a failed attempt', () => {
  it('is at most 5 s at first, twice as long each time, and an hour at most', () => {
    expect([1, 2, 3, 11, 40].map((failed) => backOffMs(failed, 1))).toEqual([
      5_000, 10_000, 20_000, 3_600_000, 3_600_000,
    ]);
    expect(backOffMs(1, 0)).toBe(2_500);
  });
});
