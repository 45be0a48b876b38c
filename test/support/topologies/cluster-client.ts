import { EventEmitter } from 'node:events';
import { Cluster, Redis } from 'ioredis';

type Command = (...args: unknown[]) => Promise<unknown>;

/**
 * A client of a whole cluster for tests that were written with one server in mind: a command goes to the master that has
 * its keys, and one about all keys, the scripts or the settings to every master.
 */
export function clusterClient(ports: number[], sockets: string[]): Redis {
  const cluster = new Cluster(ports.map((port) => ({ host: '127.0.0.1', port })));
  cluster.on('error', () => undefined);
  const masters = sockets.map((path) => new Redis({ path }));
  const all = (name: string, ...args: unknown[]): Promise<unknown[]> =>
    Promise.all(masters.map((node) => (node as unknown as Record<string, Command>)[name]!(...args)));
  const ofAll: Record<string, (...args: unknown[]) => unknown> = {
    keys: async (pattern) => (await all('keys', pattern)).flat(),
    flushall: async () => (await all('flushall'))[0],
    dbsize: async () => ((await all('dbsize')) as number[]).reduce((a, b) => a + b),
    config: async (...args) => (await all('config', ...args))[0],
    function: async (...args) => (await all('function', ...args))[0],
    info: async (section) => added((await all('info', section)) as string[]),
    echo: async (text) => (await all('echo', text))[0],
    monitor: () => monitorAll(masters),
    disconnect: () => [cluster, ...masters].forEach((client) => client.disconnect()),
  };
  return new Proxy(cluster, {
    get: (target, name) => {
      const value: unknown = ofAll[String(name)] ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as unknown as Redis;
}

/** Texts of all, one behind the other; counts of calls are added up and come first. */
function added(infos: string[]): string {
  const calls = new Map<string, number>();
  for (const [, name, count] of infos.join('\n').matchAll(/^(cmdstat_\S+?):calls=(\d+)/gm)) {
    calls.set(name!, (calls.get(name!) ?? 0) + Number(count));
  }
  return [...[...calls].map(([name, count]) => `${name}:calls=${count}`), ...infos].join('\r\n');
}

/** Hears every master; an ECHO, which goes to each, is passed on when the last has told of it. */
async function monitorAll(masters: Redis[]): Promise<EventEmitter & { disconnect: () => void }> {
  const monitors = await Promise.all(masters.map((node) => node.monitor()));
  const heard = new Map<string, number>();
  const emitter = new EventEmitter();
  for (const monitor of monitors) {
    monitor.on('monitor', (time: string, args: string[], source: string) => {
      if (args[0]?.toLowerCase() === 'echo') {
        const count = (heard.get(args[1]!) ?? 0) + 1;
        heard.set(args[1]!, count);
        if (count < monitors.length) return;
      }
      emitter.emit('monitor', time, args, source);
    });
  }
  return Object.assign(emitter, { disconnect: () => monitors.forEach((one) => one.disconnect()) });
}
