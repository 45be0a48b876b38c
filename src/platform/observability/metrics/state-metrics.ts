import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { NodeStatus, NodeStatuses } from '../../redis';
import { ScheduledSweeper, SweepOverview } from '../../sweeping';
import { Metrics } from './metrics';

/** Prometheus gives up after ten seconds, and a scrape must answer when Redis does not. */
const WITHIN_MS = 1_000;

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
    const sweepers = this.sweepers().map(
      async (sweeper) => [sweeper.name, await sweeper.overview(timer.signal)] as const,
    );
    const [nodes, overviews] = await Promise.all([
      inTime(this.nodes.read(), tooLate),
      inTime(Promise.all(sweepers), tooLate),
    ]);
    this.tellNodes(nodes);
    this.tellSweepers(overviews);
    timer.abort();
    await tooLate.catch(() => undefined);
  }

  private sweepers(): ScheduledSweeper[] {
    const instances = this.discovery.getProviders().map((wrapper): unknown => wrapper.instance);
    return instances.filter((instance) => instance instanceof ScheduledSweeper);
  }

  private tellNodes(nodes: NodeStatus[] | undefined): void {
    const { redisUp, redisUsedBytes, redisMaxBytes, redisAofEnabled, redisAofLastWriteOk } = this.metrics;
    for (const gauge of [redisUsedBytes, redisMaxBytes, redisAofEnabled, redisAofLastWriteOk]) gauge.reset();
    redisUp.set(nodes && nodes.length > 0 ? 1 : 0);
    for (const { node, ...status } of nodes ?? []) {
      redisUsedBytes.set({ node }, status.usedMemoryBytes);
      redisMaxBytes.set({ node }, status.maxMemoryBytes);
      redisAofEnabled.set({ node }, Number(status.aofEnabled));
      redisAofLastWriteOk.set({ node }, Number(status.aofLastWriteOk));
    }
  }

  private tellSweepers(found: (readonly [sweeper: string, overview: SweepOverview])[] | undefined): void {
    const { sweeperLagSeconds, sweeperDue, sweeperReleased, sweeperOrphans } = this.metrics;
    for (const metric of [sweeperLagSeconds, sweeperDue, sweeperReleased, sweeperOrphans]) metric.reset();
    for (const [sweeper, { lagMs, due, released, orphans }] of found ?? []) {
      sweeperLagSeconds.set({ sweeper }, lagMs / 1000);
      sweeperDue.set({ sweeper }, due);
      sweeperReleased.inc({ sweeper }, released);
      sweeperOrphans.inc({ sweeper }, orphans);
    }
  }
}

/** Undefined where it fails or takes too long. */
function inTime<T>(found: Promise<T>, tooLate: Promise<undefined>): Promise<T | undefined> {
  return Promise.race([found, tooLate]).catch(() => undefined);
}
