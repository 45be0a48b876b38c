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

export class Readiness {
  /**
   * `degraded`: calls are taken, and something is amiss: some stores cannot be served, or the archive is behind. The checks that
   * are not `ok` say why.
   */
  status: 'ok' | 'degraded';

  checks: Check[];
}
