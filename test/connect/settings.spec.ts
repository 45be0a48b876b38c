import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/platform/config/load-config';
import { connecting } from '../../src/platform/redis/client-options';
import { Certificates, makeCertificates } from '../support/topologies/certificates';

type Settings = Record<string, string>;

let home: string;
let certificates: Certificates;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'ch-settings-'));
  certificates = makeCertificates();
});
afterAll(() => {
  rmSync(home, { recursive: true });
  certificates.remove();
});

const load = (settings: Settings) => loadConfig(settings, join(home, 'none'));
const optionsOf = (settings: Settings) => connecting(load(settings)).options;
const faultOf = (settings: Settings): string => {
  try {
    load(settings);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('REDIS_CLUSTER_NODES', () => {
  it.each([
    [
      'one:7000,two:7001',
      [
        ['one', 7000],
        ['two', 7001],
      ],
    ],
    [
      '[::1]:6379,10.0.0.1:6380',
      [
        ['::1', 6379],
        ['10.0.0.1', 6380],
      ],
    ],
    [
      'redis://one:7000,redis://two',
      [
        ['one', 7000],
        ['two', 6379],
      ],
    ],
    ['redis://[::1]:7000/', [['::1', 7000]]],
  ])('takes %s', (REDIS_CLUSTER_NODES, nodes) => {
    expect(optionsOf({ REDIS_CLUSTER_NODES })).toMatchObject({
      nodes: nodes.map(([host, port]) => ({ host, port })),
    });
  });

  it('takes a user, a password and TLS for all nodes', () => {
    const login = 'till:s3cr3t%2F%40';
    const REDIS_CLUSTER_NODES = `rediss://${login}@one:7000,rediss://${login}@two:7001`;
    expect(optionsOf({ REDIS_CLUSTER_NODES })).toMatchObject({
      redisOptions: { username: 'till', password: 's3cr3t/@', tls: {} },
    });
  });

  it.each([
    ['one', 'must look like host:port,host:port'],
    ['one:7000,', 'must look like host:port,host:port'],
    ['one:70000', 'must look like host:port,host:port'],
    ['[one]:7000', 'must look like host:port,host:port'],
    ['::1:7000', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t@one,two:7000', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t@one:7000,two:7000', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t@one,http://two', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t/@one', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t%zz@one', 'must look like host:port,host:port'],
    ['redis://user:s3cr3t@one/1', 'names a database or an option'],
    ['redis://user:s3cr3t@one?family=6', 'names a database or an option'],
    ['redis://user:s3cr3t@one,redis://user:other@two', 'must have one scheme, user and password'],
    ['redis://user:s3cr3t@one,redis://two', 'must have one scheme, user and password'],
    ['redis://user:s3cr3t@one,rediss://user:s3cr3t@two', 'must have one scheme, user and password'],
  ])('refuses %s in one line, and no password in it', (REDIS_CLUSTER_NODES, reason) => {
    const fault = faultOf({ REDIS_CLUSTER_NODES });
    expect(fault).toMatch(/^REDIS_CLUSTER_NODES is not valid: it [^\n]*\.$/);
    expect(fault).toContain(reason);
    expect(fault).not.toContain('s3cr3t');
  });
});

describe('a REDIS_URL of Sentinels', () => {
  it('names Sentinels, the master, and who the service is', () => {
    const REDIS_URL = 'redis+sentinel://till:s3cr3t%2F@one:26379,[::1]:26380/shop';
    const own = { REDIS_SENTINEL_USERNAME: 'watch', REDIS_SENTINEL_PASSWORD: 'other' };
    expect(optionsOf({ REDIS_URL, ...own })).toMatchObject({
      sentinels: [
        { host: 'one', port: 26379 },
        { host: '::1', port: 26380 },
      ],
      ...{ name: 'shop', username: 'till', password: 's3cr3t/' },
      ...{ sentinelUsername: 'watch', sentinelPassword: 'other' },
    });
  });

  it.each([
    'redis+sentinel://user:s3cr3t@one:26379',
    'redis+sentinel://user:s3cr3t@one/shop',
    'redis+sentinel://user:s3cr3t@one:26379,/shop',
    'redis+sentinel://user:s3cr3t@one:26379/shop/2',
    'redis+sentinel://user:s3cr3t/@one:26379/shop',
    'redis+sentinel://user:s3cr3t%zz@one:26379/shop',
    'redis+sentinels://user:s3cr3t@one:26379/shop',
  ])('that is mistyped stops the start, and its password is not told: %s', (REDIS_URL) => {
    const fault = faultOf({ REDIS_URL });
    expect(fault).toMatch(/^REDIS_URL is not valid: it must look like redis:\/\/[^\n]*\.$/);
    expect(fault).not.toContain('s3cr3t');
  });
});

describe('a setting', () => {
  const sentinel = { REDIS_URL: 'redis+sentinel://one:26379/shop' };
  const wrong: [Settings, string | RegExp][] = [
    [{ REDIS_URL: 'redis://one', REDIS_TLS_CA: '/x' }, /^REDIS_TLS_CA is set, .*rediss:\/\//],
    [{ REDIS_TLS_KEY: '/x' }, /^REDIS_TLS_KEY is set, and nothing would heed it/],
    [{ REDIS_CLUSTER_NODES: 'one:1', REDIS_SENTINEL_PASSWORD: 's3cr3t' }, /^REDIS_SENTINEL_PASSWORD is set/],
    [
      { REDIS_URL: 'rediss://one', REDIS_NAT_MAP: 'a:1=b:2' },
      /^REDIS_NAT_MAP is set, and nothing would heed it/,
    ],
    [{ ...sentinel, REDIS_SENTINEL_USERNAME: 'x' }, /^REDIS_SENTINEL_USERNAME is set without/],
    [
      { ...sentinel, REDIS_NAT_MAP: 'a:1' },
      'REDIS_NAT_MAP=a:1 is not valid: it must look like 10.0.0.1:6379=',
    ],
    [{ ...sentinel, REDIS_NAT_MAP: 'a:1=b:2=c:3' }, 'must look like 10.0.0.1:6379='],
    [{ REDIS_KEY_PREFIX: 'shop{1}:' }, 'REDIS_KEY_PREFIX=shop{1}: is not valid: it must be 1 to 64 letters'],
    [{ REDIS_KEY_PREFIX: 'x'.repeat(65) }, 'must be 1 to 64 letters'],
    [{ REDIS_KEY_PREFIX: 'shop *' }, 'must be 1 to 64 letters'],
    [{ PORT: 'redis://user:s3cr3t@one' }, /^PORT is not valid/],
    [{ LOG_LEVEL: 'user:s3cr3t@one' }, /^LOG_LEVEL is not valid/],
    [
      { REDIS_TLS_CERTS: 's3cr3t' },
      /^REDIS_TLS_CERTS in the environment is not a setting: did you mean REDIS_TLS_CERT/,
    ],
    [{ REDIS_SENTINEL_PASWORD: 's3cr3t' }, /did you mean REDIS_SENTINEL_PASSWORD\?/],
  ];
  it.each(wrong)('is refused in one line, and without a password: %j', (settings, reason) => {
    const fault = faultOf(settings);
    expect(fault).toMatch(reason);
    expect(fault).not.toMatch(/\n|s3cr3t/);
  });

  it('is none of ours where Kubernetes tells of a service beside it', () => {
    const beside = { REDIS_CLUSTER_SERVICE_HOST: '10.0.0.1', REDIS_CLUSTER_PORT_6379_TCP_ADDR: '10.0.0.1' };
    expect(faultOf(beside)).toBe('');
  });

  it('maps what Redis says to where it is', () => {
    const natMap = {
      '10.0.0.1:6379': { host: '203.0.113.5', port: 7001 },
      '::1:6380': { host: 'b', port: 7002 },
    };
    const REDIS_NAT_MAP = '10.0.0.1:6379=203.0.113.5:7001,[::1]:6380=b:7002';
    expect(optionsOf({ ...sentinel, REDIS_NAT_MAP })).toMatchObject({ natMap });
  });
});

describe('a file of TLS', () => {
  const REDIS_URL = 'rediss://one';
  const file = (name: string, text: string): string => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };

  it('is read at the start', () => {
    const { ca, client } = certificates;
    const own = { REDIS_TLS_CA: ca, REDIS_TLS_CERT: client.cert, REDIS_TLS_KEY: client.key };
    const pem = expect.stringContaining('-----BEGIN ');
    expect(optionsOf({ REDIS_URL, ...own })).toMatchObject({ tls: { ca: pem, cert: pem, key: pem } });
  });

  it.each(['REDIS_TLS_CA', 'REDIS_TLS_CERT', 'REDIS_TLS_KEY'])('that %s names must be there', (name) => {
    const other = name === 'REDIS_TLS_CERT' ? 'REDIS_TLS_KEY' : 'REDIS_TLS_CERT';
    const settings = {
      ...{ REDIS_URL, [name]: join(home, 'missing.pem') },
      ...(name !== 'REDIS_TLS_CA' && {
        [other]: other === 'REDIS_TLS_KEY' ? certificates.client.key : certificates.client.cert,
      }),
    };
    expect(faultOf(settings)).toBe(`${name} ${join(home, 'missing.pem')} cannot be used (ENOENT).`);
  });

  it('must hold what it is named for', () => {
    const { ca, client, server } = certificates;
    const not = file('not.pem', 'secret words');
    expect(faultOf({ REDIS_URL, REDIS_TLS_CA: not })).toBe(
      `REDIS_TLS_CA ${not} cannot be used (it holds no certificate in PEM).`,
    );
    expect(faultOf({ REDIS_URL, REDIS_TLS_CA: home })).toBe(`REDIS_TLS_CA ${home} cannot be used (EISDIR).`);
    expect(faultOf({ REDIS_URL, REDIS_TLS_CERT: client.cert, REDIS_TLS_KEY: ca })).toContain(
      'cannot be used (it holds no private key in PEM that can be read).',
    );
    expect(faultOf({ REDIS_URL, REDIS_TLS_CERT: client.cert })).toContain('go together');
    expect(faultOf({ REDIS_URL, REDIS_TLS_CERT: client.cert, REDIS_TLS_KEY: server.key })).toBe(
      'REDIS_TLS_KEY is not the key of the certificate in REDIS_TLS_CERT.',
    );
  });
});
