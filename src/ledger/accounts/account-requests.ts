import { metadataText } from '../notes';
import { PatchAccountBody, PutAccountBody } from './account.dto';
import { packUses } from './rolling';

/** A member that is no setting, as the caller read it; times in milliseconds. */
export interface SeenMember {
  name: string;
  value: string;
}

interface SettingsRequest {
  id: string;
  asset?: string;
  /** As JSON text. */
  metadata?: string;
  seen?: SeenMember[];
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

export interface PutAccountRequest extends SettingsRequest {
  overdraft: number;
  limits?: PutAccountBody['limits'];
}

export interface PatchAccountRequest extends SettingsRequest {
  overdraft?: number;
  limits?: PutAccountBody['limits'];
  /** The settings that get their defaults. */
  cleared: ('overdraft' | 'per_transfer' | 'daily' | 'rolling' | 'metadata')[];
}

const MEMBERS = ['id', 'balance', 'held', 'incoming', 'available', 'usedToday', 'state', 'version'] as const;
const TIMES = ['resetsAt', 'createdAt'] as const;

/** The members of a body that are no settings: they are sent along where the account comes as it was read. */
export function seenMembers(body: PutAccountBody | PatchAccountBody): SeenMember[] {
  const seen: SeenMember[] = [];
  for (const name of MEMBERS) if (body[name] !== undefined) seen.push({ name, value: String(body[name]) });
  for (const name of TIMES) {
    const time = body[name];
    if (time !== undefined) seen.push({ name, value: String(Date.parse(time)) });
  }
  if (body.usedRolling) seen.push({ name: 'usedRolling', value: packUses(body.usedRolling) });
  return seen;
}

/** The settings of a patch: what each becomes, and which get their defaults, for null or for no limits at all. */
export function patchOf({
  asset,
  overdraft,
  limits,
  metadata,
}: PatchAccountBody): Pick<PatchAccountRequest, 'asset' | 'overdraft' | 'limits' | 'metadata' | 'cleared'> {
  const limit = limits === null ? { perTransfer: null, daily: null, rolling: null } : limits;
  const rolling = limit?.rolling?.length === 0 ? null : limit?.rolling;
  const given = { overdraft, per_transfer: limit?.perTransfer, daily: limit?.daily, rolling, metadata };
  const names = Object.keys(given) as PatchAccountRequest['cleared'];
  return {
    asset,
    overdraft: overdraft ?? undefined,
    limits: {
      perTransfer: limit?.perTransfer ?? undefined,
      daily: limit?.daily ?? undefined,
      rolling: rolling ?? undefined,
    },
    metadata: metadataText(metadata ?? undefined),
    cleared: names.filter((name) => given[name] === null),
  };
}
