import { Config } from '../config/config';

/** The counts of one process, in the JSON of prom-client. */
export type Counted = { name: string; type: string }[];

/** Messages of a parent to its workers. */
export type ToWorker =
  | { type: 'start'; config: Config }
  | { type: 'stop' }
  /** Answered with `counted`. */
  | { type: 'count' }
  | { type: 'totals'; text: string };

/** Messages of a worker to its parent. */
export type FromWorker =
  | { type: 'listening'; port: number }
  /** Why it ends, in one line. */
  | { type: 'fault'; line: string }
  | { type: 'counted'; metrics: Counted }
  /** Answered with `totals`: what all workers counted, for Prometheus. */
  | { type: 'totals' };
