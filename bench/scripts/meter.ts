import { Redis } from 'ioredis';

/** The command that runs a script, whichever way it is kept. */
const SCRIPT = /^(evalsha|fcall)$/;

interface Stat {
  name: string;
  usec: number;
}

/** Reads INFO commandstats: µs that Redis' one thread was busy with each command, reading and replying not counted. */
export class Meter {
  constructor(private readonly redis: Redis) {}

  /** µs of the scripts that `work` runs, with what they call. */
  async ofScripts(work: () => Promise<unknown>): Promise<number> {
    return sum((await this.during(work)).filter(({ name }) => SCRIPT.test(name)));
  }

  /** µs of these commands. */
  async ofCommands(names: Set<string>, work: () => Promise<unknown>): Promise<number> {
    return sum((await this.during(work)).filter(({ name }) => names.has(name)));
  }

  private async during(work: () => Promise<unknown>): Promise<Stat[]> {
    await this.redis.config('RESETSTAT');
    await work();
    const stats = await this.redis.info('commandstats');
    return [...stats.matchAll(/^cmdstat_([^:|]+)[^:]*:calls=\d+,usec=(\d+)/gm)].map(([, name, usec]) => ({
      name: name!,
      usec: Number(usec),
    }));
  }
}

function sum(stats: Stat[]): number {
  return stats.reduce((total, { usec }) => total + usec, 0);
}
