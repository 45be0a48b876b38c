import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { RELEASE } from '../../../platform/config/release';
import { Addresses } from './addresses';

export const POSTS_WITHIN_MS = 10_000;

/** Outcome of one attempt; `status` is 0 where nobody answered. */
export interface Attempt {
  delivered: boolean;
  status: number;
  durationMs: number;
  fault?: string;
}

/** Posts once, and follows no redirect: where that leads nobody has checked. Its status is all that counts of the answer. */
export async function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  addresses: Addresses,
): Promise<Attempt> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    addresses.expectLiteralAllowed(url);
    const status = await send(url, headers, body, addresses);
    const delivered = status >= 200 && status < 300;
    return {
      delivered,
      status,
      durationMs: took(),
      ...(delivered ? {} : { fault: `it answered ${status}` }),
    };
  } catch (error) {
    return { delivered: false, status: 0, durationMs: took(), fault: faultOf(error as Error) };
  }
}

function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { lookup }: Addresses,
): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, failed) => {
    const sending = request(url, {
      method: 'POST',
      lookup,
      agent: false,
      signal: AbortSignal.timeout(POSTS_WITHIN_MS),
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': `Countinghouse/${RELEASE}`,
        ...headers,
      },
    });
    sending.once('error', failed);
    sending.once('response', (answer) => {
      done(answer.statusCode!);
      // Nothing in it is used, and it may be long.
      answer.on('error', () => undefined).destroy();
    });
    sending.end(body);
  });
}

function faultOf({ name, message }: Error): string {
  return name === 'AbortError' || name === 'TimeoutError'
    ? `it did not answer within ${POSTS_WITHIN_MS / 1_000} s`
    : message;
}
