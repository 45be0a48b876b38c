import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, isTimeZone, Matches, ValidateBy, ValidateNested } from 'class-validator';
import { ActorDto, HistoryQuery, IsWhole, ListPage, Optional, StorePath } from '../../platform/http';
import { EFFECT_ID, isEffectId } from '../journal-place';

/** The longest time that a reservation may keep units back: 30 days. */
const MAX_TTL_SECONDS = 2_592_000;

const IsEffectId = (): PropertyDecorator =>
  ValidateBy({
    name: 'isEffectId',
    validator: { validate: isEffectId, defaultMessage: () => '$property must be the id of an effect' },
  });

/** By its name: Node takes an offset such as +03:00 for a zone too, but not before version 22. */
const IsTimeZoneName = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZoneName',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && /^[A-Z]/i.test(value) && isTimeZone(value),
      defaultMessage: () => 'timeZone must be an IANA time zone such as Europe/Berlin',
    },
  });

export class DefaultLimitsBody {
  /** The most that one transfer may take out of an account, in minor units. Omit, or send null, for no limit. */
  @Optional()
  @IsWhole(0)
  perTransfer?: number;

  /** The most that may go out of an account in a calendar day. Omit, or send null, for no limit. */
  @Optional()
  @IsWhole(0)
  daily?: number;
}

/** All defaults of a store: each that is omitted is none. */
export class DefaultsBody {
  /**
   * Time that a reservation keeps units back where it does not say one: up to 30 days.
   * @example 300
   */
  @Optional()
  @IsWhole(1, MAX_TTL_SECONDS)
  reservationTtlSeconds?: number;

  /** Limits of the accounts that have no limit of their own. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => DefaultLimitsBody)
  limits?: DefaultLimitsBody;
}

export class PutStoreBody {
  /**
   * ISO 4217 code of the currency of prices and balances.
   * @example "USD"
   */
  @ApiProperty()
  @Matches(/^[A-Z]{3}$/, { message: 'currency must be three upper-case letters (ISO 4217)' })
  currency: string;

  /**
   * IANA time zone, whose calendar days daily limits follow. Omit for UTC.
   * @example "UTC"
   */
  @Optional('UTC')
  @IsTimeZoneName()
  timeZone: string = 'UTC';

  /** Values that hold where nothing else is said. Omit to leave them as they are. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => DefaultsBody)
  defaults?: DefaultsBody;
}

export class DefaultLimits {
  /** The most that one transfer may take out of an account, in minor units; null for no limit. */
  perTransfer: number | null;
  /** The most that may go out of an account in a day; null for no limit. */
  daily: number | null;
}

export class StoreDefaults {
  /** Time that a reservation keeps units back; null where each has to say it. */
  reservationTtlSeconds: number | null;
  /** Limits of the accounts that have none of their own. */
  limits: DefaultLimits;
}

export class Store {
  /** @example "main" */
  name: string;
  /** @example "USD" */
  currency: string;
  /** @example "UTC" */
  timeZone: string;
  defaults: StoreDefaults;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
}

export class StorePage extends ListPage {
  items: Store[];
}

export class JournalEntry {
  /** @example "1767225600000-0" */
  id: string;
  /** @example "inventory.deducted" */
  type: string;
  /** Idempotency key of the call that had the effect. */
  operationId: string;
  /** The request that had the effect, as its `X-Request-Id` and the log have it; null where there was none. */
  requestId: string | null;
  actor: ActorDto;
  /** The data of the event; its members depend on the type. */
  data: Record<string, unknown>;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
}

export class OperationPath extends StorePath {
  /**
   * Idempotency key of the call, without quotes; percent-encoded where the address asks for that.
   * @example "po-7"
   */
  @ApiProperty({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' })
  @Matches(/^[\x21-\x7e]{1,255}$/, { message: '$property must be 1 to 255 visible ASCII characters' })
  idempotencyKey: string;
}

export class OperationEffect {
  /** @example "1767225600000-0" */
  id: string;
  /** @example "inventory.deducted" */
  type: string;
  /** The data of the event; its members depend on the type. */
  data: Record<string, unknown>;
}

export class DoneOperation {
  /**
   * The idempotency key.
   * @example "po-7"
   */
  operationId: string;
  /**
   * When it took effect; null where release 1.0.0 recorded it, which did not note that.
   * @example "2026-01-01T00:00:00.000Z"
   */
  at: string | null;
  actor: ActorDto;
  /** Its effects, as the journal has them; null where release 1.0.0 recorded it: its key replays its answer all the same. */
  @ApiProperty({ type: [OperationEffect], nullable: true })
  effects: OperationEffect[] | null;
}

export class JournalQuery extends HistoryQuery {
  /**
   * Lists the effects behind the one with this `id` in the order asked for, even where that is not kept. Omit to begin
   * at the first, or with `cursor`.
   * @example "1767225600000-0"
   */
  @Optional()
  @ApiPropertyOptional({ pattern: EFFECT_ID.source })
  @IsEffectId()
  after?: string;
}

export class JournalPage extends ListPage {
  items: JournalEntry[];
}
