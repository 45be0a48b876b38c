import { Problem, problemKind, Refusals } from '../../platform/http';
import { isoTime } from '../../platform/redis';

export const CAMPAIGN_NOT_FOUND = problemKind(
  'CAMPAIGN_NOT_FOUND',
  404,
  'No such campaign',
  'List the campaigns of the store, or put this one.',
);
export const CAMPAIGN_OVERLAP = problemKind(
  'CAMPAIGN_OVERLAP',
  409,
  'A SKU is in another campaign at that time',
  'Choose a window that does not overlap with that of `campaigns`, leave `skus` out, or change those campaigns first.',
);
export const TOO_MANY_CAMPAIGNS = problemKind(
  'TOO_MANY_CAMPAIGNS',
  409,
  'A SKU is in as many campaigns as it may be',
  'Delete campaigns of the SKU that are over.',
);
export const SALE_NOT_OPEN = problemKind(
  'SALE_NOT_OPEN',
  409,
  'The sale has not opened yet',
  'Try again at `opensAt`; the time is that of the service, not of the caller.',
);
export const SALE_CLOSED = problemKind(
  'SALE_CLOSED',
  409,
  'The sale is over',
  'Units can be had again once `campaignId` is changed or deleted, or another campaign of the SKU opens.',
);
export const PURCHASE_LIMIT = problemKind(
  'PURCHASE_LIMIT',
  409,
  'A limit of a campaign would be passed',
  'Ask for at most `limit` − `used` units of the campaign; units that are cancelled, expire or come back count no more.',
);
export const OWNER_REQUIRED = problemKind(
  'OWNER_REQUIRED',
  422,
  'The campaign counts by owner, and none is named',
  'Say in `ownerId` for whom the units are.',
);

/** Refusals of campaigns wherever units are taken. */
export const SALE = [SALE_NOT_OPEN, SALE_CLOSED, OWNER_REQUIRED, PURCHASE_LIMIT];

export type SaleRefusal = 'SALE_NOT_OPEN' | 'SALE_CLOSED' | 'OWNER_REQUIRED' | 'PURCHASE_LIMIT';
export type CampaignRefusal = SaleRefusal | 'CAMPAIGN_NOT_FOUND' | 'CAMPAIGN_OVERLAP' | 'TOO_MANY_CAMPAIGNS';

const SCOPES = { perOwner: 'an owner', perOperation: 'an operation', total: 'all' } as const;

export const saleRefusals: Refusals<SaleRefusal> = {
  SALE_NOT_OPEN: ([campaignId, opensMs, ...skus]) => {
    const opensAt = isoTime(opensMs);
    const detail = `The campaign ${campaignId} of ${skus.join(', ')} opens at ${opensAt}.`;
    return new Problem(SALE_NOT_OPEN, detail, { campaignId, opensAt, skus });
  },
  SALE_CLOSED: ([campaignId, closedMs, ...skus]) => {
    const closedAt = isoTime(closedMs);
    const detail = `The campaign ${campaignId} of ${skus.join(', ')} closed at ${closedAt}.`;
    return new Problem(SALE_CLOSED, detail, { campaignId, closedAt, skus });
  },
  OWNER_REQUIRED: ([campaignId]) =>
    new Problem(OWNER_REQUIRED, `The campaign ${campaignId} counts units by owner.`, { campaignId }),
  PURCHASE_LIMIT: ([campaignId, scope, limit, used, requested]) => {
    const of = SCOPES[scope as keyof typeof SCOPES];
    const detail = `The campaign ${campaignId} has ${limit} units for ${of}: used are ${used}, requested ${requested}.`;
    const numbers = { limit: Number(limit), used: Number(used), requested: Number(requested) };
    return new Problem(PURCHASE_LIMIT, detail, { campaignId, scope, ...numbers });
  },
};

export const campaignRefusals: Refusals<CampaignRefusal> = {
  ...saleRefusals,
  CAMPAIGN_NOT_FOUND: ([id]) => new Problem(CAMPAIGN_NOT_FOUND, `There is no campaign ${id}.`, { id }),
  CAMPAIGN_OVERLAP: (values) => overlap(values),
  TOO_MANY_CAMPAIGNS: ([sku, most]) =>
    new Problem(TOO_MANY_CAMPAIGNS, `${sku} is in ${most} campaigns already.`, { sku, most: Number(most) }),
};

/** From pairs of a SKU and the campaign that it is in. */
function overlap(values: string[]): Problem {
  const overlaps = [];
  for (let i = 0; i < values.length; i += 2) overlaps.push({ sku: values[i]!, campaignId: values[i + 1]! });
  const named = overlaps.map(({ sku, campaignId }) => `${sku} is in ${campaignId}`);
  const skus = overlaps.map(({ sku }) => sku);
  const campaigns = [...new Set(overlaps.map(({ campaignId }) => campaignId))];
  return new Problem(CAMPAIGN_OVERLAP, `At a time of the campaign, ${named.join(', ')}.`, {
    skus,
    campaigns,
  });
}
