import { connect } from 'node:net';

/** Sends these bytes on a connection of their own, piece by piece, and gives all that came back until it was closed. */
export function rawAnswer(url: string, ...pieces: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => sendNext());
    const sendNext = (): void => {
      const piece = pieces.shift();
      // The next one in a segment of its own.
      if (piece !== undefined) socket.write(piece, () => setTimeout(sendNext, 10));
    };
    socket.on('data', (chunk) => (answer += chunk.toString()));
    // Who refuses a body that is still coming resets the connection behind its answer.
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.on('close', () => resolve(answer));
  });
}
