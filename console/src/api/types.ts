/** Answers of the API, as far as the console shows them. */
export interface Actor {
  key: string | null;
  onBehalfOf: string | null;
  system?: boolean;
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
export interface Store {
  name: string;
  currency: string;
  timeZone: string;
}
export interface Stock {
  sku: string;
  onHand: number;
  reserved: number;
  available: number;
  sold: number;
  safetyStock?: number;
  lowStock?: number | null;
}
export interface Movement {
  sequence: number;
  type: string;
  onHandChange: number;
  reservedChange: number;
  onHand: number;
  reserved: number;
  operationId: string;
  actor: Actor;
  reference: string | null;
  sourceId: string | null;
  at: string;
}
export interface Line {
  sku: string;
  quantity: number;
}
export interface Reservation {
  id: string;
  state: 'active' | 'committed' | 'cancelled' | 'expired';
  lines: Line[];
  ownerId: string | null;
  createdAt: string;
  expiresAt: string;
  endedAt?: string;
  reason?: string;
  cartId?: string;
}
export interface SweeperState {
  lastRunAt: string | null;
  lagMs: number;
  due: number;
  released: number;
  intervalMs: number;
}
export interface RollingLimit {
  hours: number;
  amount?: number | null;
  count?: number | null;
}
export interface Account {
  id: string;
  asset: string;
  balance: number;
  held: number;
  incoming: number;
  available: number | null;
  overdraft: number;
  limits: { perTransfer?: number | null; daily?: number | null; rolling?: RollingLimit[] };
  usedToday: number;
  usedRolling?: { hours: number; amount: number; count: number }[];
  state: 'active' | 'frozen' | 'closed';
  version: number;
}
export interface Entry {
  sequence: number;
  transferId: string;
  counterparty: string;
  change: number;
  balanceAfter: number;
  at: string;
  reference?: string;
}
export interface Transfer {
  id: string;
  state: 'pending' | 'posted' | 'voided' | 'expired';
  from: string;
  to: string;
  amount: number;
  postedAmount: number;
  reversedAmount: number;
  asset: string;
  createdAt: string;
  expiresAt: string | null;
  endedAt?: string;
  reverses?: string;
  reference?: string;
}
export interface OrderLine extends Line {
  unitPrice: number | null;
  lineTotal: number | null;
  open: number;
  fulfilled: number;
  cancelled: number;
  returned: number;
}
export interface OrderPart {
  id: string;
  lines?: Line[];
  amount?: number;
  transferId?: string | null;
  reason?: string;
  reference?: string;
  restock?: boolean;
  at: string;
  actor: Actor;
}
export interface Charge {
  type: string;
  code?: string;
  amount: number;
}
export interface OrderPayment {
  from: string;
  to?: string;
  transferId?: string | null;
  groupId?: string | null;
  legs?: { to: string; amount: number; transferId?: string | null }[];
}
export interface Order {
  id: string;
  state: string;
  customerId: string;
  lines: OrderLine[];
  charges: Charge[];
  units: number;
  total: number | null;
  currency: string;
  reservationId: string | null;
  payment: OrderPayment | null;
  refunded: number | null;
  fulfilments: OrderPart[];
  cancellations: OrderPart[];
  returns: OrderPart[];
  refunds: OrderPart[];
  version: number;
  createdAt: string;
  updatedAt: string;
  expiresAt?: string;
  cancelReason?: string;
}
export interface JournalEntry {
  id: string;
  type: string;
  operationId: string;
  actor: Actor;
  data: Record<string, unknown>;
  at: string;
}
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}
export interface Webhook {
  id: string;
  url: string;
  types: string[] | null;
  description: string | null;
  state: 'active' | 'disabled';
  deliveredTo: string | null;
  failedAttempts: number;
  failingSince: string | null;
  nextAttemptAt: string | null;
  secret?: string;
}
export interface Delivery {
  effectId: string;
  type: string;
  delivered: boolean;
  attempt: number;
  status: number | null;
  durationMs: number;
  fault: string | null;
  at: string;
}
