import { Agent, IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { FuzzRequest } from './request-maker';

export interface FuzzReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const WITHIN_MS = 5_000;

/** Sends one request as it stands; rejects where no answer comes in time. */
export function send(
  port: number,
  agent: Agent,
  { method, path, headers, body }: FuzzRequest,
): Promise<FuzzReply> {
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': body.length } : {};
    const options = { port, host: '127.0.0.1', agent, method, path, headers: { ...headers, ...length } };
    const sent = httpRequest({ ...options, timeout: WITHIN_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${WITHIN_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Writes bytes, ends the sending half, and returns all that comes until the server closes. */
export function sendRaw(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.setTimeout(WITHIN_MS, () => {
      socket.destroy();
      reject(new Error(`the connection was still open after ${WITHIN_MS} ms`));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that has read enough may reset the connection; what it said before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}
