import { FieldError, invalid } from '../../platform/http';
import { LegBody, PaymentBody, WHOLE_BPS } from './payment.dto';

/** A payment as lua/orders/parts/paying.lua takes it. */
export interface NewPayment {
  from: string;
  to?: string;
  /** `to*kind*number` with commas between: an amount (a), a share in basis points (s), or the rest (r). */
  legs?: string;
}

/** The payment of a body, or a refusal that names each member that makes no sense. */
export function paymentOf({ from, to, legs }: PaymentBody): NewPayment {
  if ((to === undefined) === (legs === undefined)) {
    const detail = 'exactly one of to and legs must be given';
    throw invalid([{ pointer: to === undefined ? '/payment/to' : '/payment/legs', detail }]);
  }
  if (legs === undefined) return { from, to };
  const errors = errorsIn(legs);
  if (errors.length > 0) throw invalid(errors);
  return { from, legs: legs.map(packed).join() };
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
