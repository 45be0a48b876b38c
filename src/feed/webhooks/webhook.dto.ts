import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, ValidateBy } from 'class-validator';
import { IsId, IsReference, ListPage, Optional, StorePath } from '../../platform/http';
import { EVENTS } from '../../stores';

const TYPES = Object.keys(EVENTS);

const areTypes = (given: unknown): boolean =>
  Array.isArray(given) &&
  given.length > 0 &&
  given.length <= TYPES.length &&
  given.every((type) => TYPES.includes(type as string));

const AreTypes = (): PropertyDecorator =>
  ValidateBy({
    name: 'areTypes',
    validator: {
      validate: areTypes,
      defaultMessage: () => '$property must be a list of types of events; docs/events.md has them',
    },
  });

export class WebhookPath extends StorePath {
  /** @example "shop" */
  @IsId()
  id: string;
}

export class WebhookBody {
  /**
   * The address that effects are sent to, http or https.
   * @example "https://example.com/hooks"
   */
  @ApiProperty({ maxLength: 2048 })
  @IsString()
  @MaxLength(2048)
  url: string;

  /** Types to send. Omit for all. */
  @Optional()
  @ApiProperty({ enum: TYPES, isArray: true, required: false })
  @AreTypes()
  types?: string[];

  /** Words about it, for people. */
  @Optional()
  @IsReference()
  description?: string;
}

export class ReplayBody {
  /**
   * Sends the effects behind the one with this `id` once more.
   * @example "1767225600000-0"
   */
  @IsString()
  after: string;
}

export class WebhookSettings {
  /** @example "shop" */
  id: string;
  /** @example "https://example.com/hooks" */
  url: string;
  /** Types that are sent; null for all. */
  types: string[] | null;
  description: string | null;
  /** A disabled one took nothing for too long; put it again to have it sent to. */
  @ApiProperty({ enum: ['active', 'disabled'] })
  state: 'active' | 'disabled';
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  updatedAt: string;
}

export class WebhookWithSecret extends WebhookSettings {
  /**
   * The secret that signs, told when it is made and never again.
   * @example "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw5jIDp4LRCLo="
   */
  secret?: string;
}

export class Webhook extends WebhookSettings {
  /**
   * The last effect that needs not be sent any more.
   * @example "1767225600000-0"
   */
  deliveredTo: string;
  /** Attempts at the next effect that failed. */
  failedAttempts: number;
  /** When the first of them was made; null where there is none. */
  failingSince: string | null;
  /** When the next attempt may be made; null where nothing failed. */
  nextAttemptAt: string | null;
}

export class WebhookPage extends ListPage {
  items: Webhook[];
}

export class Delivery {
  /**
   * The effect that was sent, and the `webhook-id` that it was sent with.
   * @example "1767225600000-0"
   */
  effectId: string;
  /** @example "order.placed" */
  type: string;
  /** Whether the receiver took it: it answered with a status of 200 to 299. */
  delivered: boolean;
  /** Attempts at this effect up to this one. */
  attempt: number;
  /** The status of the answer; null where there was none. */
  status: number | null;
  durationMs: number;
  /** The reason why it was not taken; null where it was. */
  fault: string | null;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
}

export class DeliveryPage extends ListPage {
  items: Delivery[];
}

export class TestDelivery {
  delivered: boolean;
  /** The status of the answer; null where there was none. */
  status: number | null;
  durationMs: number;
  /** The reason why it was not taken; null where it was. */
  fault: string | null;
}
