import { FieldError, invalid, Problem } from '../../platform/http';
import { LegBody, PaymentBody, WHOLE_BPS } from './payment.dto';

/** A payment as lua/orders/parts/paying.lua takes it. */
export interface NewPayment {
  from?: string;
  to?: string;
  /** `to*kind*number` with commas between: an amount (a), a share in basis points (s), or the rest (r). */
  legs?: string;
  /** How long the order is authorised; absent where it is paid at once. */
  ttlSeconds?: number;
  /** The pending transfer that the order takes over. */
  adopts?: string;
}

/** The payment of a body, or a refusal that names each member that makes no sense. */
export function paymentOf(body: PaymentBody): NewPayment {
  const { from, to, legs, authorise, transferId } = body;
  if (transferId !== undefined) return adoptionOf(body, transferId);
  if (from === undefined) throw refused('from', 'from must be given');
  if ((to === undefined) === (legs === undefined)) {
    throw refused(to === undefined ? 'to' : 'legs', 'exactly one of to and legs must be given');
  }
  if (legs === undefined && !authorise) return { from, to };
  const wanted = legs ?? [{ to: to!, rest: true }];
  const errors = errorsIn(wanted);
  if (errors.length > 0) throw invalid(errors);
  return { from, legs: wanted.map(packed).join(), ttlSeconds: authorise?.ttlSeconds };
}

function adoptionOf({ from, ...others }: PaymentBody, adopts: string): NewPayment {
  for (const name of ['to', 'legs', 'authorise'] as const) {
    if (others[name] !== undefined) throw refused(name, `${name} must not be given beside transferId`);
  }
  return { from, adopts };
}

function refused(member: string, detail: string): Problem {
  return invalid([{ pointer: `/payment/${member}`, detail }]);
}

function errorsIn(legs: LegBody[]): FieldError[] {
  const errors = legs.flatMap(({ amount, shareBps, rest }, i) =>
    [amount, shareBps, rest].filter((one) => one !== undefined).length === 1
      ? []
      : [{ pointer: `/payment/legs/${i}`, detail: 'exactly one of amount, shareBps and rest must be given' }],
  );
  if (legs.filter(({ rest }) => rest).length > 1) {
    errors.push({ pointer: '/payment/legs', detail: 'at most one leg may take the rest' });
  }
  if (legs.reduce((sum, { shareBps = 0 }) => sum + shareBps, 0) > WHOLE_BPS) {
    errors.push({ pointer: '/payment/legs', detail: `all shareBps together must be at most ${WHOLE_BPS}` });
  }
  return errors;
}

function packed({ to, amount, shareBps }: LegBody): string {
  if (amount !== undefined) return `${to}*a*${amount}`;
  return shareBps === undefined ? `${to}*r*0` : `${to}*s*${shareBps}`;
}
