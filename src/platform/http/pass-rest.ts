import { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';

/** A sender that has not begun, or has stopped, waits for the answer. */
const IDLE_MS = 250;
const MOST_MS = 5_000;
const MOST_BYTES = 64 * 1_048_576;

/**
 * Calls back when the rest of a body has come, which is not kept: closing a connection on a sender that is still at it
 * takes the answer away again. One that has stopped, or does not come to an end, is not waited for.
 */
export function passRest(body: IncomingMessage, done: () => void): void {
  if (body.complete && body.readableEnded) return done();
  let bytes = 0;
  const end = (): void => {
    clearTimeout(idle);
    clearTimeout(most);
    body.off('data', see);
    stop();
    done();
  };
  const see = ({ length }: Buffer): void => {
    bytes += length;
    if (bytes > MOST_BYTES) end();
    else idle.refresh();
  };
  const idle = setTimeout(end, IDLE_MS);
  const most = setTimeout(end, MOST_MS);
  const stop = finished(body, { writable: false }, end);
  body.on('data', see);
}
