import { Redis } from 'ioredis';

/** Listens to what scripts ask of Redis, by MONITOR. */
export class CommandTap {
  private heard: { source: string; args: string[] }[] = [];

  private constructor(
    private readonly redis: Redis,
    private readonly monitor: Redis,
  ) {}

  static async open(redis: Redis): Promise<CommandTap> {
    const tap = new CommandTap(redis, await redis.monitor());
    tap.monitor.on('monitor', (_time, args: string[], source: string) => tap.heard.push({ source, args }));
    return tap;
  }

  /** The commands that scripts ran during `work`. */
  async during(work: () => Promise<unknown>): Promise<string[][]> {
    await this.flush();
    this.heard = [];
    await work();
    await this.flush();
    return this.heard.filter(({ source }) => source === 'lua').map(({ args }) => args);
  }

  /** The keys that these commands name, as Redis itself finds them. */
  async keysOf(commands: string[][]): Promise<Set<string>> {
    const withArguments = commands.filter((command) => command.length > 1);
    const found = withArguments.map((command) => this.redis.call('COMMAND', 'GETKEYS', ...command));
    return new Set(((await Promise.all(found)) as string[][]).flat());
  }

  close(): void {
    this.monitor.disconnect();
  }

  /** Waits until everything sent so far has been heard. */
  private async flush(): Promise<void> {
    const mark = `mark ${Math.random()}`;
    const heard = new Promise<void>((done) => {
      const listen = (_time: string, args: string[]): void => {
        if (args[1] !== mark) return;
        this.monitor.off('monitor', listen);
        done();
      };
      this.monitor.on('monitor', listen);
    });
    await this.redis.echo(mark);
    await heard;
  }
}
