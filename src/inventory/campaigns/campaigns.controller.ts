import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  IfMatch,
  INVALID_CURSOR,
  OperationOf,
  PageQuery,
  Refuses,
  Removal,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  Upsert,
  VERSION_MISMATCH,
  Versioned,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { SKU_NOT_FOUND } from '../inventory.errors';
import {
  Campaign,
  CampaignBody,
  CampaignOwner,
  CampaignOwnerPath,
  CampaignPage,
  CampaignPath,
} from './campaign.dto';
import * as refusal from './campaigns.errors';
import { CampaignsService } from './campaigns.service';

@ApiTags('campaigns')
@Domain('inventory')
@Controller('v1/stores/:store/campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  /** Lists campaigns by id. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listCampaigns(@Param() path: StorePath, @Query() query: PageQuery): Promise<CampaignPage> {
    return this.campaigns.list(path.store, query);
  }

  /** Reads a campaign. */
  @Get(':id')
  @Versioned(Campaign)
  @Refuses(STORE_NOT_FOUND, refusal.CAMPAIGN_NOT_FOUND)
  getCampaign(@Param() path: CampaignPath): Promise<Executed<Campaign>> {
    return this.campaigns.get(path.store, path.id);
  }

  /**
   * Makes a campaign (201), or changes its settings (200).
   * @remarks Units of its SKUs can be had within its window alone, and up to its limits: by deductions, reservations,
   * held carts, checkouts and orders. Limits are in units over all of its SKUs. Units count from the moment they are taken, for
   * `ownerId`, or for `customerId` of an order, until they are cancelled, expire, or come back. A limit below what was had
   * refuses what comes, and no more. Two campaigns may share a SKU where their windows do not overlap; outside of the windows
   * of all its campaigns, a SKU cannot be had.
   */
  @Put(':id')
  @TakesIfMatch()
  @Upsert(
    Campaign,
    STORE_NOT_FOUND,
    VERSION_MISMATCH,
    SKU_NOT_FOUND,
    refusal.CAMPAIGN_OVERLAP,
    refusal.TOO_MANY_CAMPAIGNS,
  )
  putCampaign(
    @Param() path: CampaignPath,
    @Body() body: CampaignBody,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Campaign>> {
    return this.campaigns.put({ ifMatch, operation, ...path }, body);
  }

  /**
   * Deletes a campaign, with what it counts.
   * @remarks Its SKUs can be had by anybody. A later campaign under its id begins at 0: units that come back go to the
   * campaign alone that counted them.
   */
  @Delete(':id')
  @TakesIfMatch()
  @Removal(refusal.CAMPAIGN_NOT_FOUND, VERSION_MISMATCH)
  deleteCampaign(
    @Param() path: CampaignPath,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<undefined>> {
    return this.campaigns.delete({ ifMatch, operation, ...path });
  }

  /** Reads how many units a campaign counts for an owner, and how many that owner may have beside them. */
  @Get(':id/owners/:ownerId')
  @Refuses(STORE_NOT_FOUND, refusal.CAMPAIGN_NOT_FOUND)
  getCampaignOwner(@Param() path: CampaignOwnerPath): Promise<CampaignOwner> {
    return this.campaigns.getOwner(path.store, path.id, path.ownerId);
  }
}
