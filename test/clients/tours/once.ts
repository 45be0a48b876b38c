let calls = 0;

/** Headers of a call with an effect. */
export function once(): { 'Idempotency-Key': string } {
  calls += 1;
  return { 'Idempotency-Key': `call-${calls}` };
}
