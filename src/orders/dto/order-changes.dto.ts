import { ApiProperty } from '@nestjs/swagger';
import { ActorDto } from '../../platform/http';
import { Line } from '../../inventory';

/** Refunds that a caller may ask for, beside an amount. */
export const REFUNDS = ['full', 'none'] as const;

/** An amount of minor units that is to go back. */
export class RefundedAmount {
  amount: number;
}

class Change {
  /** Unique within its order. */
  id: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
  /** Who made the call. */
  actor: ActorDto;
}

export class Fulfilment extends Change {
  lines: Line[];
  /** Free text of the caller, such as the number of a parcel; absent where none was given. */
  reference?: string;
  metadata?: Record<string, unknown>;
}

export class Refund extends Change {
  /** Minor units that went back. */
  amount: number;
  /** The transfer of the ledger that gave them back; null where none did. */
  transferId: string | null;
  /** Free text of the caller; absent where none was given. */
  reason?: string;
}

export class Cancellation extends Refund {
  lines: Line[];
  /** The refund that was asked for: `full`, `none`, or an amount. */
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: [...REFUNDS] },
      { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
    ],
  })
  refund: (typeof REFUNDS)[number] | RefundedAmount;
  /** Whether the units are on hand again; otherwise they were written off. */
  restock: boolean;
}

export class Return extends Cancellation {}
