import { signal } from '@preact/signals';
import type { Change } from '../api/call';

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

/** A change that is put before a person: they fill in, see what it would do, and say yes. */
export interface Asked {
  title: string;
  /** The word on the button that does it. */
  verb: string;
  danger?: boolean;
  fields?: Field[];
  /** The change that was asked for; throws an error that says what is missing. */
  change: (values: Values) => Omit<Change, 'key'>;
  /** The state now, with which the answer is compared. */
  before?: object;
  asset?: string;
  /** Called with the answer once it is done. */
  done?: (answer: unknown) => void;
}

/** The change that is open; one at a time. */
export const asked = signal<Asked | undefined>(undefined);

/** The last thing that was done, told to all readers. */
export const told = signal('');

export function ask(change: Asked): void {
  asked.value = change;
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
