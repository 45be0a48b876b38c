import { Injectable } from '@nestjs/common';
import { Page, readPage } from '../../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  Result,
  ScriptRunner,
  toResult,
} from '../../platform/redis';
import { CampaignRecord, decodeCampaign } from '../generated/campaign-record';
import { InventoryRefusal } from '../inventory.errors';
import { Campaign, CampaignOwner } from './campaign.dto';

export type CampaignResult<T> = Result<T, InventoryRefusal>;

/** A change of a campaign; an empty If-Match is none. */
export interface CampaignCall {
  operation: Operation;
  store: string;
  id: string;
  ifMatch: string;
}

export interface CampaignSettings {
  skus: string[];
  opensMs?: number;
  closesMs?: number;
  perOwner?: number;
  perOperation?: number;
  total?: number;
}

/** The scripts of campaigns; each method is the script of the same name. */
@Injectable()
export class CampaignsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async putCampaign(
    { operation, store, id, ifMatch }: CampaignCall,
    settings: CampaignSettings,
  ): Promise<CampaignResult<{ campaign: Campaign; created: boolean }>> {
    const { skus, opensMs: opens_ms, closesMs: closes_ms, total } = settings;
    const limits = { per_owner: settings.perOwner, per_operation: settings.perOperation, total };
    const args = { id, if_match: ifMatch, opens_ms, closes_ms, ...limits };
    const items = skus.map((sku) => ({ sku }));
    const reply = await this.scripts.run('inventory/put-campaign', { store, operation, args, items });
    return toResult(reply, ([status, ...values]) => ({
      campaign: toCampaign(id, values),
      created: status === 'created',
    }));
  }

  async deleteCampaign({ operation, store, id, ifMatch }: CampaignCall): Promise<CampaignResult<undefined>> {
    const args = { id, if_match: ifMatch };
    const reply = await this.scripts.run('inventory/delete-campaign', { store, operation, args });
    return toResult(reply, () => undefined);
  }

  async readCampaign(store: string, id: string): Promise<CampaignResult<Campaign>> {
    const reply = await this.scripts.run('inventory/read-campaign', { store, args: { id } });
    return toResult(reply, (values) => toCampaign(id, values));
  }

  async readCampaignOwner(store: string, id: string, owner: string): Promise<CampaignResult<CampaignOwner>> {
    const reply = await this.scripts.run('inventory/read-campaign-owner', { store, args: { id, owner } });
    return toResult(reply, ([usedText, perOwner]) => {
      const used = Number(usedText);
      return { ownerId: owner, used, left: perOwner === '' ? null : Math.max(0, Number(perOwner) - used) };
    });
  }

  /** `nextCursor` is the last id of the page. */
  async listCampaigns(store: string, cursor: string, limit: number): Promise<CampaignResult<Page<Campaign>>> {
    const reply = await this.scripts.run('inventory/list-campaigns', { store, args: { cursor, limit } });
    return toResult(reply, ([more, nowMs, ...values]) => {
      const ids = values.filter((_, i) => i % 3 === 0) as string[];
      const page = readPage(ids, (id, i) => toCampaign(id, [...values.slice(3 * i + 1, 3 * i + 3), nowMs!]));
      return { ...page, nextCursor: more === '1' ? ids.at(-1)! : null };
    });
  }
}

function toCampaign(id: string, [record, used, nowMs]: ReplyValue[]): Campaign {
  return readRecord('campaign', record as string, () => {
    const settings = decodeCampaign(record as string);
    const { opensMs, closesMs, perOwner, perOperation, total, version } = settings;
    return {
      ...{ id, skus: settings.skus.split(','), opensAt: timeOf(opensMs), closesAt: timeOf(closesMs) },
      ...{
        perOwner,
        perOperation,
        total,
        used: Number(used),
        state: stateAt(Number(nowMs), settings),
        version,
      },
    };
  });
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : isoTime(String(ms)));

function stateAt(nowMs: number, { opensMs, closesMs }: CampaignRecord): Campaign['state'] {
  if (opensMs !== null && nowMs < opensMs) return 'scheduled';
  return closesMs !== null && nowMs >= closesMs ? 'closed' : 'open';
}
