import { Dice } from './dice';

type Garbage = [name: string, bytes: Buffer];

const BODY = '{"quantity":1}';
const JSON_HEADERS = 'Content-Type: application/json\r\nIdempotency-Key: raw\r\n';
const WHOLE = `${JSON_HEADERS}Content-Length: ${BODY.length}\r\nConnection: close\r\n`;

type Post = (headers: string, body?: string) => Buffer;

/** Bytes on a socket: classic attacks on HTTP parsers first, then chance. */
export function* rawGarbage(dice: Dice, store: string, count: number): Generator<Garbage> {
  const path = `/v1/stores/${store}/inventory/items/A/deductions`;
  const post: Post = (headers, body = '') =>
    Buffer.from(`POST ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`, 'latin1');
  yield* requestLines();
  yield* headers();
  yield* bodies(post);
  for (let i = 0; i < count; i++) yield [`chance ${i}`, changed(dice, post(WHOLE, BODY))];
}

function get(target: string, rest = ''): Buffer {
  return Buffer.from(
    `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${rest}\r\n`,
    'latin1',
  );
}

function* requestLines(): Generator<Garbage> {
  yield ['nothing', Buffer.alloc(0)];
  yield ['a TLS hello', Buffer.from('16030100a5010000a10303', 'hex')];
  yield ['HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')];
  yield ['HTTP/0.9', Buffer.from('GET /\r\n')];
  yield ['an unknown method', Buffer.from('FROB / HTTP/1.1\r\nHost: localhost\r\n\r\n')];
  yield ['CONNECT', Buffer.from('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n')];
  yield ['an absolute target', get('http://other/v1/stores')];
  yield [
    'a target of a star',
    Buffer.from('OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
  ];
  yield ['a target of blanks', get('/v1/a b')];
  yield ['a target of bytes', get('/v1/stores/\xff\xfe')];
  yield ['a target beyond ASCII in UTF-8', get('/v1/stores/\xc3\xa9')];
  yield ['a malformed escape', get('/v1/stores/%E0%A4%A')];
  yield ['a long target', get(`/${'a'.repeat(15_000)}`)];
  yield ['a longer target', get(`/${'a'.repeat(60_000)}`)];
}

function* headers(): Generator<Garbage> {
  yield ['no host', Buffer.from('GET /v1/stores HTTP/1.1\r\n\r\n')];
  yield ['two hosts', get('/v1/stores', 'Host: y\r\n')];
  yield ['many headers', get('/v1/stores', 'X: y\r\n'.repeat(2_500))];
  yield ['a header of 64 KiB', get('/v1/stores', `X: ${'y'.repeat(65_536)}\r\n`)];
  yield ['a header without a colon', get('/v1/stores', 'nonsense\r\n')];
  yield ['a header with a NUL', get('/v1/stores', 'X: a\0b\r\n')];
  yield ['a folded header', get('/v1/stores', 'X: a\r\n b\r\n')];
  yield ['a blank before the colon', get('/v1/stores', 'X : a\r\n')];
  yield ['an upgrade', get('/v1/stores', 'Upgrade: websocket\r\nConnection: upgrade\r\n')];
  yield ['a request and garbage', Buffer.concat([get('/health/live'), Buffer.from('\0\0\0')])];
}

function* bodies(post: Post): Generator<Garbage> {
  yield ['two lengths', post(`${JSON_HEADERS}Content-Length: 14\r\nContent-Length: 15\r\n`, BODY)];
  yield [
    'a length and chunks',
    post(`${JSON_HEADERS}Content-Length: 14\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'),
  ];
  yield ['a negative length', post(`${JSON_HEADERS}Content-Length: -1\r\n`, BODY)];
  yield ['a length in words', post(`${JSON_HEADERS}Content-Length: ten\r\n`, BODY)];
  yield ['a length past the body', post(`${JSON_HEADERS}Content-Length: 400\r\n`, BODY)];
  yield ['a length past the limit', post(`${JSON_HEADERS}Content-Length: 99999999999\r\n`, BODY)];
  yield ['chunks that are none', post(`${JSON_HEADERS}Transfer-Encoding: chunked\r\n`, 'zz\r\n{}\r\n')];
  yield ['a chunk without an end', post(`${JSON_HEADERS}Transfer-Encoding: chunked\r\n`, 'ff\r\n{}')];
  yield ['an unknown transfer encoding', post(`${JSON_HEADERS}Transfer-Encoding: frob\r\n`, BODY)];
  yield [
    'an unknown expectation',
    post(`${JSON_HEADERS}Expect: wonders\r\nContent-Length: 14\r\nConnection: close\r\n`, BODY),
  ];
  yield ['half a request', post(JSON_HEADERS).subarray(0, 40)];
}

/** Copies the bytes with a few of them changed, cut or doubled. */
function changed(dice: Dice, bytes: Buffer): Buffer {
  const made = [...bytes];
  for (let changes = 1 + dice.below(4); changes > 0; changes--) {
    const at = dice.below(made.length);
    const what = dice.roll();
    if (what < 0.6) made[at] = dice.below(256);
    else if (what < 0.8) made.splice(at, 1 + dice.below(5));
    else made.splice(at, 0, ...made.slice(at, at + dice.below(20)));
  }
  return Buffer.from(made);
}
