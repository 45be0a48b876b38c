import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import {
  ID,
  IsId,
  IsOneOf,
  IsQuantity,
  IsTime,
  IsWhole,
  ListPage,
  Optional,
  StorePath,
} from '../../platform/http';

const MOST = 100;

const areSkus = (given: unknown): boolean =>
  Array.isArray(given) &&
  given.length > 0 &&
  given.length <= MOST &&
  new Set(given).size === given.length &&
  given.every((sku) => typeof sku === 'string' && ID.test(sku));

const AreSkus = (): PropertyDecorator =>
  ValidateBy({
    name: 'areSkus',
    validator: {
      validate: areSkus,
      defaultMessage: () => `$property must be a list of 1 to ${MOST} SKUs, each once`,
    },
  });

export class CampaignPath extends StorePath {
  /** @example "drop-7" */
  @IsId()
  id: string;
}

export class CampaignOwnerPath extends CampaignPath {
  /** @example "alice" */
  @IsId()
  ownerId: string;
}

export const CAMPAIGN_STATES = ['scheduled', 'open', 'closed'] as const;

/** The members of a campaign that are no settings, as it was read. Each may be omitted. */
class ReadOnlyMembers {
  /** As in the path. */
  @Optional()
  @IsId()
  id?: string;

  /** As it was when the campaign had this `version`. */
  @Optional()
  @IsWhole(0)
  used?: number;

  /** As it was when the campaign had this `version`. */
  @Optional()
  @IsOneOf(CAMPAIGN_STATES)
  state?: (typeof CAMPAIGN_STATES)[number];

  /** The version to change, as `If-Match` names it. */
  @Optional()
  @IsWhole(1)
  version?: number;
}

export class CampaignBody extends ReadOnlyMembers {
  /**
   * SKUs whose units it is about, 1 to 100.
   * @example ["TEE-M", "TEE-L"]
   */
  @ApiProperty({ type: [String], minItems: 1, maxItems: MOST })
  @AreSkus()
  skus: string[];

  /**
   * Time from which units can be had, on the clock of the service. Omit for a campaign that is open until it closes.
   * @example "2026-01-01T10:00:00Z"
   */
  @Optional()
  @IsTime()
  opensAt?: string;

  /**
   * Time from which units can be had no more. Omit for a campaign that stays open.
   * @example "2026-01-01T12:00:00Z"
   */
  @Optional()
  @IsTime()
  closesAt?: string;

  /**
   * Units that one owner may have. Omit for no limit; with one, whoever takes units has to say for whom.
   * @example 2
   */
  @Optional()
  @IsQuantity()
  perOwner?: number;

  /**
   * Units that one operation may take. Omit for no limit.
   * @example 1
   */
  @Optional()
  @IsQuantity()
  perOperation?: number;

  /**
   * Units that may be had in all. Omit for no limit but that of stock.
   * @example 500
   */
  @Optional()
  @IsQuantity()
  total?: number;
}

export class Campaign {
  /** @example "drop-7" */
  id: string;
  /** @example ["TEE-M", "TEE-L"] */
  skus: string[];
  /**
   * Time from which units can be had; null where it is open until it closes.
   * @example "2026-01-01T10:00:00.000Z"
   */
  opensAt: string | null;
  /**
   * Time from which units can be had no more; null where it stays open.
   * @example "2026-01-01T12:00:00.000Z"
   */
  closesAt: string | null;
  /** Units that one owner may have; null for no limit. */
  perOwner: number | null;
  /** Units that one operation may take; null for no limit. */
  perOperation: number | null;
  /** Units that may be had in all; null for no limit. */
  total: number | null;
  /**
   * Units that were had: reserved or sold, and neither cancelled, nor expired, nor given back.
   * @example 120
   */
  used: number;
  @ApiProperty({ enum: CAMPAIGN_STATES })
  state: (typeof CAMPAIGN_STATES)[number];
  /** Counted up by each change of its settings; also the `ETag`. */
  version: number;
}

export class CampaignPage extends ListPage {
  items: Campaign[];
}

export class CampaignOwner {
  /** @example "alice" */
  ownerId: string;
  /**
   * Units that the campaign counts for this owner.
   * @example 1
   */
  used: number;
  /**
   * Units that this owner may have beside them; null without a limit.
   * @example 1
   */
  left: number | null;
}
