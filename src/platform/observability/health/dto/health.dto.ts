export class Health {
  /** @example "ok" */
  status: 'ok';
}

export class Check {
  /** @example "redis-writable" */
  name: string;

  ok: boolean;

  /** Where it fails: why; else what was found. */
  detail: string;
}

export class Readiness extends Health {
  checks: Check[];
}
