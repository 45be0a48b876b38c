import type { Actor } from './types';

export interface Instance {
  id: string;
  definition: string;
  definitionVersion: number;
  state: string;
  version: number;
  data: unknown;
  allowedTransitions: string[];
  createdAt: string;
  updatedAt: string;
}
export interface Step {
  sequence: number;
  from: string | null;
  to: string;
  data: unknown;
  actor: Actor;
  at: string;
}
