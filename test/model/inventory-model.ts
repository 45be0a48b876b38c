/** Expected behaviour of the inventory, in plain TypeScript: the model that the service is compared with. */
export interface Line {
  sku: string;
  quantity: number;
}

export interface ModelReservation {
  lines: Line[];
  state: 'active' | 'committed' | 'cancelled' | 'expired';
}

export interface Answer {
  status: number;
  code?: string;
  /** Every one of them, where there are several; `code` leads. */
  codes?: string[];
}

const OK = (status: number): Answer => ({ status });
const refused = (status: number, code: string): Answer => ({ status, code });

export class InventoryModel {
  readonly stock = new Map<string, { onHand: number; sold: number }>();
  readonly reservations = new Map<string, ModelReservation>();
  readonly deductions = new Map<string, Line & { reversed: boolean }>();

  reserved(sku: string): number {
    let sum = 0;
    for (const { state, lines } of this.reservations.values()) {
      if (state === 'active') for (const line of lines) if (line.sku === sku) sum += line.quantity;
    }
    return sum;
  }

  available(sku: string): number {
    return this.stock.get(sku)!.onHand - this.reserved(sku);
  }

  lapse(id: string): void {
    this.reservations.get(id)!.state = 'expired';
  }

  adjust(sku: string, change: { delta?: number; setTo?: number }): Answer {
    const onHand = this.stock.get(sku)?.onHand ?? 0;
    const next = change.setTo ?? onHand + change.delta!;
    const least = this.stock.has(sku) ? this.reserved(sku) : 0;
    if (next < onHand && next < least) return refused(409, 'INSUFFICIENT_STOCK');
    const item = this.stock.get(sku) ?? { onHand: 0, sold: 0 };
    this.stock.set(sku, { ...item, onHand: next });
    return OK(201);
  }

  deduct(id: string, { sku, quantity }: Line): Answer {
    if (this.deductions.has(id)) return refused(409, 'OPERATION_ALREADY_EXECUTED');
    const item = this.stock.get(sku);
    if (!item) return refused(404, 'SKU_NOT_FOUND');
    if (this.available(sku) < quantity) return refused(409, 'INSUFFICIENT_STOCK');
    this.move(sku, -quantity, quantity);
    this.deductions.set(id, { sku, quantity, reversed: false });
    return OK(201);
  }

  reverse(id: string, sku: string): Answer {
    const deduction = this.deductions.get(id);
    if (deduction?.sku !== sku) return refused(404, 'DEDUCTION_NOT_FOUND');
    if (deduction.reversed) return refused(409, 'INVALID_STATE');
    deduction.reversed = true;
    this.move(sku, deduction.quantity, -deduction.quantity);
    return OK(201);
  }

  reserve(id: string, lines: Line[]): Answer {
    const wanted = new Map<string, number>();
    for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
    if (this.reservations.has(id)) return refused(409, 'RESERVATION_ALREADY_EXISTS');
    const merged = [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
    const known = merged.filter(({ sku }) => this.stock.has(sku));
    const short = known.some(({ sku, quantity }) => this.available(sku) < quantity);
    if (known.length < merged.length) {
      const refusal = refused(404, 'SKU_NOT_FOUND');
      return short ? { ...refusal, codes: ['SKU_NOT_FOUND', 'INSUFFICIENT_STOCK'] } : refusal;
    }
    if (short) return refused(409, 'INSUFFICIENT_STOCK');
    this.reservations.set(id, { lines: merged, state: 'active' });
    return OK(201);
  }

  finish(id: string, how: 'commit' | 'cancel' | 'extend'): Answer {
    const reservation = this.reservations.get(id);
    if (!reservation) return refused(404, 'RESERVATION_NOT_FOUND');
    if (reservation.state === 'expired') return refused(409, 'RESERVATION_EXPIRED');
    if (reservation.state !== 'active') return refused(409, 'INVALID_STATE');
    if (how !== 'extend') this.end(reservation, how === 'commit' ? 'committed' : 'cancelled');
    return OK(200);
  }

  private end(reservation: ModelReservation, state: ModelReservation['state']): void {
    reservation.state = state;
    for (const { sku, quantity } of reservation.lines) {
      this.move(sku, state === 'committed' ? -quantity : 0, state === 'committed' ? quantity : 0);
    }
  }

  private move(sku: string, onHand: number, sold: number): void {
    const item = this.stock.get(sku)!;
    this.stock.set(sku, { onHand: item.onHand + onHand, sold: item.sold + sold });
  }
}
