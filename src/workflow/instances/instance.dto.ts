import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import { ActorDto, IsId, IsWhole, ListPage, Optional, PageQuery, StorePath } from '../../platform/http';
import { IsName } from '../definitions/definition.dto';

const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;

/** Any JSON object: checked to be one here, and taken from the text of the body, which keeps it to the letter. */
const IsData = (): PropertyDecorator =>
  applyDecorators(
    Optional(),
    ApiPropertyOptional(ANY_OBJECT),
    Transform(({ obj }: { obj: { data?: unknown } }) => obj.data ?? undefined),
    IsObject(),
  );

export class InstancePath extends StorePath {
  /**
   * The `id` that *startInstance* answered with.
   * @example "instance-1"
   */
  @IsId()
  id: string;
}

export class StartBody {
  /** @example "approval" */
  @IsName()
  definition: string;

  /** The version of the definition, on which the instance stays. Omit to start the newest. */
  @Optional()
  @IsWhole(1, 999_999_999)
  version?: number;

  /** An id that no instance had before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** The instance's data at the start. Omit to start with `{}`. */
  @IsData()
  data?: Record<string, unknown>;
}

export class TransitionBody {
  /** @example "approved" */
  @IsName()
  to: string;

  /**
   * The state that the instance must be in; in another, the call is refused with STATE_MISMATCH. Omit only with `If-Match`.
   * @example "pending"
   */
  @Optional()
  @IsName()
  expectedState?: string;

  /**
   * A merge patch of the instance's data (RFC 7396: null removes a member), which its history keeps as it is. Omit to
   * leave the data unchanged.
   */
  @IsData()
  data?: Record<string, unknown>;
}

export class Instance {
  id: string;
  /** @example "approval" */
  definition: string;
  /** @example 1 */
  definitionVersion: number;
  /** @example "pending" */
  state: string;
  @ApiProperty(ANY_OBJECT)
  data: Record<string, unknown>;
  /** The sequence of the newest entry of its history. */
  version: number;
  /** The states that the instance may go to; none where its state is final. */
  allowedTransitions: string[];
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  updatedAt: string;
}

export class InstancePage extends ListPage {
  items: Instance[];
}

export class Transition {
  id: string;
  /** @example "pending" */
  previousState: string;
  /** @example "approved" */
  state: string;
  version: number;
  allowedTransitions: string[];
}

/** `state` may be given only with `definition`. */
export class InstanceQuery extends PageQuery {
  @Optional()
  @IsName()
  definition?: string;

  @Optional()
  @IsName()
  state?: string;
}

export class HistoryEntry {
  /** Counts from 1 without gaps, per instance. */
  sequence: number;
  /** The state before; null for the first step. */
  from: string | null;
  /** @example "pending" */
  to: string;
  /** The data that the call brought; null for none. */
  @ApiProperty({ ...ANY_OBJECT, nullable: true })
  data: Record<string, unknown> | null;
  /** The idempotency key of the call. */
  operationId: string;
  /** Who made that call. */
  actor: ActorDto;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
}

export class HistoryPage extends ListPage {
  items: HistoryEntry[];
}
