export class Health {
  /** @example "ok" */
  status: 'ok';
}
