import { Problem, ProblemKind, problemKind, Refusals } from '../../platform/http';

export const REFUND_EXCEEDED = problemKind(
  'REFUND_EXCEEDED',
  409,
  'Less of the payment is left',
  'Refund at most `left`; the rest has gone back already, or was never paid here.',
  { left: 500, requested: 700 },
);
export const FULFILMENT_ALREADY_EXISTS = alreadyExists('fulfilment');
export const CANCELLATION_ALREADY_EXISTS = alreadyExists('cancellation');
export const RETURN_ALREADY_EXISTS = alreadyExists('return');
export const REFUND_ALREADY_EXISTS = alreadyExists('refund');

function alreadyExists(what: string): ProblemKind {
  return problemKind(
    `${what.toUpperCase()}_ALREADY_EXISTS`,
    409,
    `The order has a change with the id of this ${what}`,
    'Choose another id; a retry must carry the same idempotency key.',
    { id: `${what}-1` },
  );
}

export type AfterSaleRefusal =
  | 'REFUND_EXCEEDED'
  | 'FULFILMENT_ALREADY_EXISTS'
  | 'CANCELLATION_ALREADY_EXISTS'
  | 'RETURN_ALREADY_EXISTS'
  | 'REFUND_ALREADY_EXISTS';

export const afterSaleRefusals: Refusals<AfterSaleRefusal> = {
  REFUND_EXCEEDED: ([left, requested]) =>
    new Problem(REFUND_EXCEEDED, `The payment has ${left} left, not ${requested}.`, {
      left: Number(left),
      requested: Number(requested),
    }),
  FULFILMENT_ALREADY_EXISTS: ([id]) => idTaken(FULFILMENT_ALREADY_EXISTS, id!),
  CANCELLATION_ALREADY_EXISTS: ([id]) => idTaken(CANCELLATION_ALREADY_EXISTS, id!),
  RETURN_ALREADY_EXISTS: ([id]) => idTaken(RETURN_ALREADY_EXISTS, id!),
  REFUND_ALREADY_EXISTS: ([id]) => idTaken(REFUND_ALREADY_EXISTS, id!),
};

function idTaken(kind: ProblemKind, id: string): Problem {
  return new Problem(kind, `The order has ${id} already, under another idempotency key.`, { id });
}
