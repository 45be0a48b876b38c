import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDir, dataDirProblem } from './data-dir';
import { identify, isRunning, ProcessIdentity } from './process-identity';
import { RedisStartError } from '../redis/when-usable';

export type AppendFsync = 'always' | 'everysec' | 'no';

const STOP_WITHIN_MS = 30_000;
const ADOPTED_POLL_MS = 200;

/** A redis-server, our child or one that a killed service left behind. */
export class RedisProcess {
  /** How it ended, for a log line; unset while it runs. */
  outcome?: string;
  readonly ended: Promise<string>;

  private constructor(
    private readonly identity: ProcessIdentity,
    readonly adopted: boolean,
    ended: Promise<string>,
  ) {
    this.ended = ended.then((outcome) => (this.outcome = outcome));
  }

  static spawn(binary: string, dir: DataDir, appendFsync: AppendFsync): RedisProcess {
    const child = spawnInto(dir, binary, serverArguments(dir, appendFsync));
    if (child.pid === undefined) {
      child.once('error', () => undefined);
      throw new RedisStartError(`${binary} could not be started: the system is out of processes or memory.`);
    }
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) =>
        resolve(signal ? `was killed by ${signal}` : `exited with code ${code} (${dir.logFile} says why)`),
      );
    });
    return new RedisProcess(identify(child.pid), false, ended);
  }

  /** It is not our child, so nobody tells us when it ends. */
  static adopt(identity: ProcessIdentity): RedisProcess {
    const ended = new Promise<string>((resolve) => {
      const timer = setInterval(() => {
        if (isRunning(identity)) return;
        clearInterval(timer);
        resolve('is gone');
      }, ADOPTED_POLL_MS);
    });
    return new RedisProcess(identity, true, ended);
  }

  get pid(): number {
    return this.identity.pid;
  }

  /** On SIGTERM Redis writes its append-only file out and leaves; what was acknowledged is safe. */
  async terminate(log: (line: string) => void): Promise<void> {
    this.signal('SIGTERM');
    if (await this.endsWithin(STOP_WITHIN_MS)) return;
    log(`Redis (pid ${this.pid}) has not stopped ${STOP_WITHIN_MS / 1000} s after SIGTERM: killing it`);
    this.signal('SIGKILL');
    await this.ended;
  }

  private signal(signal: NodeJS.Signals): void {
    if (isRunning(this.identity)) process.kill(this.pid, signal);
  }

  private async endsWithin(ms: number): Promise<boolean> {
    const timer = new AbortController();
    try {
      return await Promise.race([this.ended.then(() => true), sleep(ms, false, { signal: timer.signal })]);
    } finally {
      timer.abort();
    }
  }
}

/** In a process group of its own: Ctrl-C reaches the service, which stops Redis last. */
function spawnInto(dir: DataDir, binary: string, args: string[]): ChildProcess {
  try {
    // Redis opens the log by itself; what it says before that (or the dynamic linker does) comes over stderr.
    const log = openSync(dir.logFile, 'a', 0o600);
    try {
      return spawn(binary, args, { cwd: dir.path, detached: true, stdio: ['ignore', log, log] });
    } finally {
      closeSync(log);
    }
  } catch (error) {
    throw dataDirProblem(dir.path, error);
  }
}

function serverArguments(dir: DataDir, appendFsync: AppendFsync): string[] {
  const settings: [name: string, value: string][] = [
    ['port', '0'],
    ['unixsocket', dir.socket],
    ['unixsocketperm', '700'],
    ['pidfile', dir.pidFile],
    ['logfile', dir.logFile],
    ['appendonly', 'yes'],
    ['appendfsync', appendFsync],
    ['save', ''],
    ['maxmemory-policy', 'noeviction'],
  ];
  return settings.flatMap(([name, value]) => [`--${name}`, value]);
}
