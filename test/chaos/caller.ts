import { request } from 'node:http';
import { sleep } from '../support/time';

export interface Call {
  method: 'POST' | 'PUT';
  path: string;
  key: string;
  body?: object;
  headers?: Record<string, string>;
}

export interface Answer {
  /** 0 where the connection broke before there was one. */
  status: number;
  text: string;
  replayed: boolean;
}

/** A call with the answer that its caller can rely on: neither a 5xx nor a broken connection. */
export interface Told {
  call: Call;
  answer: Answer;
}

const PATIENCE_MS = 120_000;
const ANSWER_MS = 20_000;

/** Repeats under the same key until there is an answer to rely on; `tried` hears of every attempt. */
export async function untilTold(
  url: () => string,
  call: Call,
  tried: (answer: Answer) => void,
): Promise<Told> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(25)) {
    const answer = await send(url(), call);
    tried(answer);
    if (answer.status !== 0 && answer.status < 500) return { call, answer };
    if (Date.now() > end) throw new Error(`${call.path} has no answer: ${answer.status} ${answer.text}`);
  }
}

export function send(url: string, { method, path, key, body, headers }: Call): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const length = { 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve) => {
    const broken = (): void => resolve({ status: 0, text: '', replayed: false });
    const options = {
      method,
      timeout: ANSWER_MS,
      headers: { 'idempotency-key': key, ...type, ...length, ...headers },
    };
    const outgoing = request(`${url}${path}`, options, (response) => {
      let received = '';
      response.on('data', (chunk) => (received += String(chunk))).on('error', broken);
      response.on('aborted', broken);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          text: received,
          replayed: response.headers['idempotent-replayed'] === 'true',
        }),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', broken).end(text);
  });
}
