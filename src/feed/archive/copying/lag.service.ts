import { Injectable } from '@nestjs/common';
import { Metrics } from '../../../platform/observability/metrics';
import { placeIn, StoresService } from '../../../stores';

/** How far the archive is behind, as this process sees it. */
@Injectable()
export class Lag {
  /** When the oldest effect of each store happened that is not archived. */
  private readonly waitingSince = new Map<string, number>();

  constructor(
    private readonly stores: StoresService,
    private readonly metrics: Metrics,
  ) {
    metrics.archiveLag = () => this.ms / 1_000;
  }

  /** That of the worst store. */
  get ms(): number {
    const oldest = Math.min(...this.waitingSince.values());
    return Number.isFinite(oldest) ? Math.max(0, Date.now() - oldest) : 0;
  }

  /** The archive of a store has come to this effect. */
  async note(store: string, position: string): Promise<void> {
    const behind = await this.stores.keptEffectsBehind(store, placeIn(position), 1).catch(() => undefined);
    const [next] = behind?.effects ?? [];
    if (next) this.waitingSince.set(store, Date.parse(next.at));
    else if (behind) this.waitingSince.delete(store);
  }

  /** Whatever was archived until now, the next effect may be waiting already. */
  failed(store: string): void {
    this.metrics.archiveFailures.inc();
    if (!this.waitingSince.has(store)) this.waitingSince.set(store, Date.now());
  }
}
