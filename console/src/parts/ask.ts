import type { Result } from '@countinghouse/client';
import { signal } from '@preact/signals';
import { storeName } from '../app/session';

export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'count' | 'money' | 'choice' | 'check';
  value?: string;
  hint?: string;
  optional?: boolean;
  min?: number;
  max?: number;
  /** For a choice: its values with their labels. */
  choices?: [value: string, label: string][];
  /** For money. */
  asset?: string;
}

export type Values = Record<string, string>;

/** How a call is made: as a trial, and then with the key of the trial, so that it has its effect once. */
export interface How {
  store: string;
  dryRun?: true;
  idempotencyKey?: string;
}

/** A change that is put before a person: they fill in, see what it would do, and say yes. */
export interface Asking<T = unknown> {
  title: string;
  /** The word on the button that does it. */
  verb: string;
  danger?: boolean;
  fields?: Field[];
  /** The call that changes it; throws an error that says what is missing. */
  change: (how: How, values: Values) => Promise<Result<T, { detail: string }>>;
  /** The state now, with which the answer is compared. */
  before?: object;
  asset?: string;
  /** Called with the answer once it is done. */
  done?: (answer: T) => void;
}

/** It is for the store that was shown when it was asked. */
export interface Asked extends Asking {
  store: string;
}

/** The change that is open; one at a time. */
export const asked = signal<Asked | undefined>(undefined);

/** The last thing that was done, told to all readers. */
export const told = signal('');

export function ask<T>(asking: Asking<T>): void {
  asked.value = { ...(asking as Asking), store: storeName.value };
}

let forget: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string): void {
  told.value = text;
  clearTimeout(forget);
  forget = setTimeout(() => (told.value = ''), 6_000);
}

/** A count as it was typed; undefined where the field is empty. */
export const wholeOf = (text: string | undefined): number | undefined =>
  text === undefined || text.trim() === '' ? undefined : Number(text);

/** A version as a call expects it. */
export const etagOf = (version: number): string => `"${version}"`;
