import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/http';
import { Metrics } from '../../../platform/observability/metrics';
import { EffectsRead, JournalEntry, placeIn, POSITION_GONE, StoresService } from '../../../stores';
import { KeptWebhook } from '../kept-webhook';
import { backOffMs } from './back-off';
import { DeliveriesLua, Lease, LEASE_MS } from './deliveries.lua';
import { Attempt, POSTS_WITHIN_MS } from './post';
import { Sender } from './sender';

const PAGE = 100;

/** So long after it was renewed a lease lasts for one more attempt. */
const SURE_MS = LEASE_MS - POSTS_WITHIN_MS;

/** Sends what a webhook has not got yet, one effect after the other, until there is no more, or one is not taken. */
@Injectable()
export class Lane {
  constructor(
    private readonly stores: StoresService,
    private readonly lua: DeliveriesLua,
    private readonly sender: Sender,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** `goesOn` is asked before each attempt. */
  async run(store: string, webhook: KeptWebhook, goesOn: () => boolean): Promise<void> {
    const { id, settings, progress } = webhook;
    const lease = { store, id, fence: progress.fence };
    const types = settings.types === null ? undefined : new Set(settings.types.split(','));
    let { position } = progress;
    let failed = progress.attempts;
    let renewedAt = performance.now();
    for (let more = true; more && goesOn();) {
      const read = await this.read(store, position);
      let passed: string | undefined;
      for (const effect of read.effects) {
        if (!goesOn()) return;
        if (types && !types.has(effect.type)) {
          passed = effect.id;
          continue;
        }
        // A process that stood still must not send what another one has sent meanwhile.
        if (performance.now() - renewedAt > SURE_MS) return;
        const attempt = await this.send(store, webhook, effect);
        const retryMs = attempt.delivered ? 0 : backOffMs(failed + 1);
        const noted = await this.lua.note(lease, effect, attempt, retryMs);
        if (!noted) return;
        renewedAt = performance.now();
        if (!attempt.delivered) return this.endIfHopeless(lease, progress.failingMs);
        [failed, passed, position] = [0, undefined, effect.id];
        progress.failingMs = null;
      }
      if (passed !== undefined) {
        if (!(await this.lua.pass(lease, passed))) return;
        renewedAt = performance.now();
        position = passed;
      }
      more = read.more;
    }
  }

  private async send(store: string, webhook: KeptWebhook, effect: JournalEntry): Promise<Attempt> {
    const attempt = await this.sender.send(store, webhook, effect);
    this.metrics.webhookAttempts.inc({ outcome: attempt.delivered ? 'delivered' : 'failed' });
    this.metrics.webhookLagSeconds.observe((Date.now() - Date.parse(effect.at)) / 1_000);
    return attempt;
  }

  /** Where effects were removed from the journal it goes on with the first one that is kept. */
  private async read(store: string, position: string): Promise<EffectsRead> {
    try {
      return await this.stores.effectsBehind(store, placeIn(position), PAGE);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== POSITION_GONE) throw error;
      return this.stores.effectsBehind(store, placeIn(''), PAGE);
    }
  }

  private async endIfHopeless(lease: Lease, failingMs: number | null): Promise<void> {
    if (failingMs === null || Date.now() - failingMs < this.config.WEBHOOK_GIVE_UP_SECONDS * 1_000) return;
    await this.lua.disable(lease);
  }
}
