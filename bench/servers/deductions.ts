/** The route that all peers have, at the address of the service. */
export const DEDUCTIONS = '/v1/stores/main/inventory/items/:id/deductions';

export interface DeductionRequest {
  Headers: { 'idempotency-key': string };
  Params: { id: string };
  Body: { quantity: number };
}

/** No peer has to make one, which is in their favour. */
export const FINGERPRINT = 'AAAAAAAAAAAAAAAAAAAAAA';
