import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { Redis } from 'ioredis';

/** A script that ran, and what it asked of Redis: lines of MONITOR. */
export interface Tapped {
  call: string;
  commands: string[];
}

/**
 * The commands that scripts run, by MONITOR over a connection of its own: what ioredis makes of such a line is not
 * exact where a value has quotes, and these commands are to be sent again, byte for byte.
 */
export class Tap {
  private calls: Tapped[] = [];
  private rest = '';
  private heardMark?: () => void;
  private mark = '';

  private constructor(
    private readonly redis: Redis,
    private readonly socket: Socket,
  ) {
    socket.setEncoding('latin1').on('data', (text: string) => this.hear(text));
  }

  static async open(redis: Redis, path: string): Promise<Tap> {
    const socket = connect(path);
    await once(socket, 'connect');
    const tap = new Tap(redis, socket);
    socket.write('MONITOR\r\n');
    return tap;
  }

  /** The scripts that ran during `work`, in order. */
  async during(work: () => Promise<unknown>): Promise<Tapped[]> {
    await this.flush();
    this.calls = [];
    await work();
    await this.flush();
    return this.calls;
  }

  close(): void {
    this.socket.destroy();
  }

  private hear(text: string): void {
    const lines = (this.rest + text).split('\r\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      if (/^\S+ \[\d+ lua\]/.test(line)) this.calls.at(-1)!.commands.push(line);
      else if (/^\S+ \[[^\]]*\] "fcall"/i.test(line)) this.calls.push({ call: line, commands: [] });
      else if (this.mark !== '' && line.includes(this.mark)) this.heardMark?.();
    }
  }

  /** Waits until everything sent so far has been heard; again, since MONITOR may only just have been sent itself. */
  private async flush(): Promise<void> {
    this.mark = `mark ${Math.random()}`;
    const heard = new Promise<void>((done) => (this.heardMark = done));
    const again = setInterval(() => void this.redis.echo(this.mark), 50);
    await this.redis.echo(this.mark);
    await heard;
    clearInterval(again);
  }
}

/** The arguments of a line of MONITOR: each in quotes, as sdscatrepr() writes it. */
export function argumentsOf(line: string): Buffer[] {
  const quoted = line.slice(line.indexOf(']') + 1).matchAll(/"((?:[^"\\]|\\.)*)"/g);
  return [...quoted].map(([, text]) => Buffer.from(text!.replace(ESCAPE, unescape), 'latin1'));
}

const ESCAPE = /\\(?:x([0-9a-f]{2})|(.))/g;
const NAMED: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' };

function unescape(_all: string, hex: string | undefined, char: string): string {
  return hex === undefined ? (NAMED[char] ?? char) : String.fromCharCode(parseInt(hex, 16));
}
