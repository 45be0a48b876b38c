import { Redis } from 'ioredis';

/** Most arguments of a call that are written out; a longer list is unpacked, for Lua takes some 250 at most. */
const WRITTEN_OUT = 100;

/**
 * The commands of a call as a function that does nothing else, its arguments ready: what any script costs at the least
 * that runs them. One function for each shape of call, for what it works out itself would count.
 */
export class BareFunctions {
  private readonly names = new Map<string, string>();

  constructor(private readonly redis: Redis) {}

  /** Calls, each as its commands with their arguments, as commands that run one of these functions. */
  async ready(calls: Buffer[][][]): Promise<Buffer[][]> {
    const ready: Buffer[][] = [];
    for (const commands of calls) {
      const name = await this.nameOf(commands);
      ready.push([Buffer.from('fcall'), Buffer.from(name), Buffer.from('0'), ...commands.flat()]);
    }
    return ready;
  }

  private async nameOf(commands: Buffer[][]): Promise<string> {
    const shape = commands.map(({ length }) => length).join(' ');
    const known = this.names.get(shape);
    if (known) return known;
    const name = `bare_${this.names.size}`;
    this.names.set(shape, name);
    const text = `redis.register_function('${name}', function(_, a)\n${bodyOf(commands)}\nend)`;
    await this.redis.function('LOAD', 'REPLACE', `#!lua name=${name}\n${text}`);
    return name;
  }
}

function bodyOf(commands: Buffer[][]): string {
  let last = 0;
  return commands
    .map(({ length }) => {
      const first = last + 1;
      last += length;
      if (length > WRITTEN_OUT) return `redis.call(unpack(a, ${first}, ${last}))`;
      return `redis.call(${Array.from({ length }, (_, i) => `a[${first + i}]`).join(', ')})`;
    })
    .join('\n');
}
