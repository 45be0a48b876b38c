import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterNode, ownerOf } from './cluster-view';
import { MoveFault } from './move-fault';
import { MIGRATE_MS, NodeLink } from './node-link';

const ATTEMPTS = 5;
const AGAIN_MS = 100;
/** Neither says that keys were lost: those that did not arrive are still at the source. */
const PASSING = /\b(IOERR|TRYAGAIN|BUSY|LOADING)\b/;

/** The way of a slot from the master that has it to the one that gets it. */
export class SlotPassage {
  constructor(
    readonly slot: number,
    readonly source: NodeLink,
    readonly target: NodeLink,
    /** Address by which the source finds the target. */
    private readonly destination: ClusterNode,
  ) {}

  /** The target takes keys of the slot; calls go to the source as before, and are served there. */
  async openTarget(): Promise<void> {
    await this.target.ask('CLUSTER', 'SETSLOT', this.slot, 'IMPORTING', this.source.id);
  }

  async shutTarget(): Promise<void> {
    await this.target.ask('CLUSTER', 'SETSLOT', this.slot, 'STABLE');
  }

  /** From here on Redis refuses every call that names a key which is not there. */
  async openSource(): Promise<void> {
    await this.source.ask('CLUSTER', 'SETSLOT', this.slot, 'MIGRATING', this.target.id);
  }

  /** The target first: the slot has an owner at every moment. */
  async handOver(): Promise<void> {
    await this.tell(this.target);
    try {
      await this.tell(this.source);
    } catch (error) {
      // It has heard already, and follows the target as a replica where this was its last slot.
      for (let attempt = 1; !(await this.isHandedOver()); attempt++) {
        if (attempt === ATTEMPTS) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  private async isHandedOver(): Promise<boolean> {
    return ownerOf(await this.source.view(), this.slot)?.id === this.target.id;
  }

  async tell(node: NodeLink): Promise<void> {
    await node.ask('CLUSTER', 'SETSLOT', this.slot, 'NODE', this.target.id);
  }

  /** Keys that the source still has, at most so many. */
  keysLeft(most: number): Promise<string[]> {
    return this.source.ask('CLUSTER', 'GETKEYSINSLOT', this.slot, most) as Promise<string[]>;
  }

  /** `stay`: the source keeps them, too. A key that is at both ends is as the source has it. */
  async migrate(keys: string[], { stay }: { stay: boolean }): Promise<void> {
    if (keys.length === 0) return;
    const { host, port } = this.destination;
    const options = [...(stay ? ['COPY'] : []), 'REPLACE', ...this.credentials(), 'KEYS', ...keys];
    for (let attempt = 1; ; attempt++) {
      try {
        await this.source.ask('MIGRATE', host, port, '', 0, MIGRATE_MS, ...options);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !PASSING.test((error as MoveFault).message)) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  /** The nodes of a cluster have the same users. */
  private credentials(): string[] {
    const { username, password } = this.source.client.options;
    if (!password) return [];
    return username ? ['AUTH2', username, password] : ['AUTH', password];
  }
}
