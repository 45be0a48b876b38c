import { Config } from '../config/config';

/** What one process counted, as prom-client writes it down. */
export type Counted = { name: string; type: string }[];

/** What a parent says to its workers. */
export type ToWorker =
  | { type: 'start'; config: Config }
  | { type: 'stop' }
  /** Answered with `counted`. */
  | { type: 'count' }
  | { type: 'totals'; text: string };

/** What a worker says to its parent. */
export type FromWorker =
  | { type: 'listening'; port: number }
  /** Why it ends, in one line. */
  | { type: 'fault'; line: string }
  | { type: 'counted'; metrics: Counted }
  /** Answered with `totals`: what all workers counted, for Prometheus. */
  | { type: 'totals' };
