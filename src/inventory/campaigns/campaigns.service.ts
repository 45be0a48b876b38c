import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  ID,
  invalid,
  millisecondsOf,
  Page,
  PageQuery,
  valueOf,
} from '../../platform/http';
import { inventoryRefusals } from '../inventory.errors';
import { Campaign, CampaignBody, CampaignOwner } from './campaign.dto';
import { CampaignCall, CampaignsLua } from './campaigns.lua';

@Injectable()
export class CampaignsService {
  constructor(private readonly lua: CampaignsLua) {}

  async put(call: CampaignCall, body: CampaignBody): Promise<Executed<Campaign>> {
    const { id, used, state, version, opensAt, closesAt, ...settings } = body;
    if (id !== undefined && id !== call.id)
      throw invalid([{ pointer: '/id', detail: `id must be ${call.id}, as in the path` }]);
    if (version === undefined && (used !== undefined || state !== undefined))
      throw invalid([{ pointer: '/version', detail: 'version must say when used and state were so' }]);
    const [opensMs, closesMs] = [millisecondsOf(opensAt), millisecondsOf(closesAt)];
    if (opensMs !== undefined && closesMs !== undefined && closesMs <= opensMs)
      throw invalid([{ pointer: '/closesAt', detail: 'closesAt must lie behind opensAt' }]);
    const result = await this.lua.putCampaign(ofVersion(call, version), { ...settings, opensMs, closesMs });
    const { campaign, created } = valueOf(result, inventoryRefusals);
    return new Executed(campaign, result.ok && result.replayed, created ? 201 : 200, campaign.version);
  }

  async delete(call: CampaignCall): Promise<Executed<undefined>> {
    const result = await this.lua.deleteCampaign(call);
    return new Executed(valueOf(result, inventoryRefusals), result.ok && result.replayed, 204);
  }

  async get(store: string, id: string): Promise<Executed<Campaign>> {
    const campaign = valueOf(await this.lua.readCampaign(store, id), inventoryRefusals);
    return new Executed(campaign, false, undefined, campaign.version);
  }

  async getOwner(store: string, id: string, ownerId: string): Promise<CampaignOwner> {
    return valueOf(await this.lua.readCampaignOwner(store, id, ownerId), inventoryRefusals);
  }

  async list(store: string, query: PageQuery): Promise<Page<Campaign>> {
    const found = await this.lua.listCampaigns(store, decodeCursor(query.cursor, ID), query.limit);
    const page = valueOf(found, inventoryRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}

/** A campaign that comes as it was read is changed in that version alone, which If-Match must allow. */
function ofVersion(call: CampaignCall, version: number | undefined): CampaignCall {
  if (version === undefined) return call;
  const isAllowed = ['', '*'].includes(call.ifMatch) || call.ifMatch.split(' ').includes(String(version));
  return { ...call, ifMatch: isAllowed ? String(version) : '-' };
}
