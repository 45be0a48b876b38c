import { Redis } from 'ioredis';
import { Guarantees } from './level';

/** Longest wait. A disk that is busy may take two seconds for the sync that comes every second. */
const DISK_MS = 2_500;
const REPLICA_MS = 1_000;

/** The key that is written so that there is something to wait for soon lapses. */
const LAPSES_MS = 60_000;

/** A call that waits: the keys of which one holds its record, and a key of its slot to be written. */
export interface Waiting {
  records: readonly string[];
  written: string;
}

interface Pending extends Waiting {
  done: (isKept: boolean) => void;
}

/**
 * Waits on a connection of its own, for while a connection waits Redis answers nothing else on it. Redis counts as waited
 * for what that connection wrote, and all that was executed before: so it looks for the records of the calls, which
 * prove that their effects are on this very server, writes one key, and waits once for all. Calls that come
 * meanwhile share the next wait.
 */
export class Barrier {
  private readonly connection: Redis;
  private pending: Pending[] = [];
  private isWaiting = false;

  constructor(
    node: Redis,
    private readonly guarantees: Guarantees,
    keyPrefix?: string,
  ) {
    this.connection = node.duplicate({ enableOfflineQueue: true, lazyConnect: true, keyPrefix });
    // A wait that fails says so itself.
    this.connection.on('error', () => undefined);
  }

  get isOver(): boolean {
    return this.connection.status === 'end';
  }

  close(): void {
    this.connection.disconnect();
  }

  /** Whether this call's effect is kept as the guarantees say. */
  keeps(waiting: Waiting): Promise<boolean> {
    return new Promise((done) => {
      this.pending.push({ ...waiting, done });
      if (!this.isWaiting) void this.waitForAll();
    });
  }

  private async waitForAll(): Promise<void> {
    this.isWaiting = true;
    while (this.pending.length > 0) {
      const together = this.pending;
      this.pending = [];
      const kept = await this.wait(together).catch(() => together.map(() => false));
      together.forEach(({ done }, i) => done(kept[i]!));
    }
    this.isWaiting = false;
  }

  private async wait(together: Pending[]): Promise<boolean[]> {
    const pipeline = this.connection.pipeline();
    for (const { records } of together) pipeline.exists(...records);
    pipeline.set(together[0]!.written, '1', 'PX', LAPSES_MS);
    if (this.guarantees.disk) pipeline.call('WAITAOF', 1, 0, DISK_MS);
    if (this.guarantees.replica) pipeline.wait(1, REPLICA_MS);
    const answers = (await pipeline.exec()) ?? [];
    const waits = answers.slice(together.length);
    const isKept = waits.length > 1 && waits.every(([error, answer]) => !error && isEnough(answer));
    return together.map((_, i) => isKept && !answers[i]![0] && Number(answers[i]![1]) > 0);
  }
}

/** OK of the write; as many replicas; or of WAITAOF, how many disks: its own, and those of replicas. */
function isEnough(answer: unknown): boolean {
  return answer === 'OK' || Number(Array.isArray(answer) ? answer[0] : answer) > 0;
}
