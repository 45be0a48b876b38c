import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { NodeStatus, NodeStatuses } from '../../redis';
import { ScheduledSweeper, SweepOverview } from '../../sweeping';
import { Metrics } from './metrics';

/** Prometheus gives up after ten seconds, and a scrape must answer when Redis does not. */
const WITHIN_MS = 1_000;
/** Stores are no longer asked in the last part of it: what is known of the others is told. */
const FOR_THE_SUM_MS = 200;

/** Looks at Redis and the sweepers when someone asks. A value that comes too late is left out of the answer. */
@Injectable()
export class StateMetrics {
  constructor(
    private readonly metrics: Metrics,
    private readonly nodes: NodeStatuses,
    private readonly discovery: DiscoveryService,
  ) {}

  async refresh(): Promise<void> {
    const timer = new AbortController();
    const tooLate = sleep(WITHIN_MS, undefined, { signal: timer.signal });
    const signal = AbortSignal.timeout(WITHIN_MS - FOR_THE_SUM_MS);
    const sweepers = this.sweepers().map(
      async (sweeper) => [sweeper.name, await inTime(sweeper.overview(signal), tooLate)] as const,
    );
    const nodes = this.nodes.read().map((node) => inTime(node, tooLate));
    this.tellNodes(await Promise.all(nodes));
    this.tellSweepers(await Promise.all(sweepers));
    timer.abort();
    await tooLate.catch(() => undefined);
  }

  private sweepers(): ScheduledSweeper[] {
    const instances = this.discovery.getProviders().map((wrapper): unknown => wrapper.instance);
    return instances.filter((instance) => instance instanceof ScheduledSweeper);
  }

  /** Undefined for one that did not answer. */
  private tellNodes(nodes: (NodeStatus | undefined)[]): void {
    const { redisUp, redisUsedBytes, redisMaxBytes, redisAofEnabled, redisAofLastWriteOk } = this.metrics;
    for (const gauge of [redisUsedBytes, redisMaxBytes, redisAofEnabled, redisAofLastWriteOk]) gauge.reset();
    const answered = nodes.filter((status) => status !== undefined);
    redisUp.set(nodes.length > 0 && answered.length === nodes.length ? 1 : 0);
    for (const { node, ...status } of answered) {
      redisUsedBytes.set({ node }, status.usedMemoryBytes);
      redisMaxBytes.set({ node }, status.maxMemoryBytes);
      redisAofEnabled.set({ node }, Number(status.aofEnabled));
      redisAofLastWriteOk.set({ node }, Number(status.aofLastWriteOk));
    }
  }

  /** Undefined for one that could not even tell which stores there are. */
  private tellSweepers(found: (readonly [sweeper: string, overview: SweepOverview | undefined])[]): void {
    const { sweeperLagSeconds, sweeperDue, sweeperPending, sweeperUnreachable } = this.metrics;
    const { sweeperReleased, sweeperOrphans } = this.metrics;
    for (const gauge of [sweeperLagSeconds, sweeperDue, sweeperPending, sweeperUnreachable]) gauge.reset();
    for (const total of [sweeperReleased, sweeperOrphans]) total.reset();
    for (const [sweeper, overview] of found) {
      const { lagMs, due, pending, released, orphans, unreachable } = overview ?? {};
      if (lagMs !== undefined) sweeperLagSeconds.set({ sweeper }, lagMs / 1000);
      if (due !== undefined) sweeperDue.set({ sweeper }, due);
      if (pending !== undefined) sweeperPending.set({ sweeper }, pending);
      if (released !== undefined) sweeperReleased.inc({ sweeper }, released);
      if (orphans !== undefined) sweeperOrphans.inc({ sweeper }, orphans);
      if (unreachable !== undefined) sweeperUnreachable.set({ sweeper }, unreachable);
    }
  }
}

/** Undefined where it fails or takes too long. */
function inTime<T>(found: Promise<T>, tooLate: Promise<undefined>): Promise<T | undefined> {
  return Promise.race([found, tooLate]).catch(() => undefined);
}
