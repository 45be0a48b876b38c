/**
 * How records and events are declared. The declarations in this folder are the one place that knows what a record looks
 * like: `npm run generate` makes the readers and writers of lua/ and src/ from them, and a test compares.
 */

/** Kinds of values that a field may have, as text in a record. */
export type FieldType =
  /** A whole number from 0 to 2^53 - 1. */
  | { is: 'count' }
  /** A whole number within ±(2^53 - 1). */
  | { is: 'integer' }
  /** Milliseconds since 1970. `digits` where it is always written with so many. */
  | { is: 'time'; digits?: number }
  /** Anything without a blank. */
  | { is: 'word' }
  /** One of these words, in lower case. */
  | { is: 'choice'; of: readonly string[] }
  /** This one character, or nothing: behind a number, without a blank. */
  | { is: 'flag'; of: string }
  /** `SKU*quantity,SKU*quantity`; an order's have `*unitPrice` behind each. */
  | { is: 'lines' }
  /** Words in one text, with `*` between them. */
  | { is: 'packed'; of: readonly Field[] }
  /** JSON text, with blanks in it; only at the end of a record, or of a line of one. */
  | { is: 'json' }
  /** Any text without a line break; as json. */
  | { is: 'text' };

export interface Field {
  /** In snake_case, as Lua says it; TypeScript says it in camelCase. */
  name: string;
  type: FieldType;
  /** Its meaning; with its unit where the name has none. */
  what: string;
  /** The text that stands for none: `-`, `0` of a time, or the empty text. */
  none?: '-' | '0' | '';
  /**
   * Separator between it and the field before it; a blank where nothing else is said. `*` is for `packed` alone, the
   * empty text for `flag`.
   */
  after?: ' ' | '\n' | '*' | ';' | '';
  /** The version that brought it, from 2 on; with the text that an older record is read with. */
  since?: number;
  reads?: string;
  /** Whether Lua gets a function that tells whether a text is one of the words of a choice. */
  checked?: boolean;
  /** Form in the table that Lua reads: text, number or both (`held` and `held_text`). Omit to leave it out. */
  lua?: 'text' | 'number' | 'both';
}

/** Fields that Lua moves as they stand, without taking them apart: one text under this name. */
export interface Group {
  group: string;
  fields: readonly Field[];
  /** Lua reads it apart from the rest, with a reader of its own: many records have the same. */
  apart?: boolean;
}

/** A reader of some fields of those records alone in which others have these texts. */
export interface View {
  fields: readonly string[];
  where: Readonly<Record<string, string>>;
}

export interface RecordDeclaration {
  /** `reservation`: lua/<room>/generated/reservation-record.lua, src/<room>/generated/reservation-record.ts. */
  name: string;
  room: string;
  /** Whether the Lua of other domains may read it. */
  shared?: boolean;
  /** The key that contains it, and the name of its place there. */
  key: string;
  by: string;
  what: string;
  fields: readonly (Field | Group)[];
  /**
   * A record with nothing in the fields of the newest version is written, and kept, as version 1: a service of an older
   * release reads it then. Only for a record of two versions.
   */
  sparing?: true;
  /** Whether it is a part of another record of its key, or stands beside those that the key is for. */
  isPart?: true;
  /** Text that the ids of its records contain, where the key has other things under other ids. */
  idsWith?: string;
  /**
   * Form that Lua reads it as: a list of values in the order of the fields, or a table. `given` are parameters of the
   * reader that the table has too, `slots` are members that begin as false: a table that grows later costs more.
   */
  lua: { values: true } | { given?: readonly string[]; slots?: readonly string[] };
  /** Readers of some fields, or of one group, alone: name → what they give, as texts, in this order. */
  views?: Readonly<Record<string, readonly string[] | View>>;
  /** Lua writes it from all its fields too, where a group of them is not there yet as one text. */
  writesFields?: boolean;
  /** Fields that Lua replaces without reading the others: `with_state(record, state)`. */
  replaces?: readonly string[];
  /** Numbers that follow from a choice: name → the field, and the number of each of its words. */
  derived?: Readonly<Record<string, { from: string; numbers: Readonly<Record<string, number>> }>>;
}

/** A record that is a JSON array. */
export interface ArrayDeclaration {
  name: string;
  room: string;
  key: string;
  by: string;
  what: string;
  items: readonly ArrayItem[];
  /** The reader of its first items, as texts: they hold no escape. */
  head?: number;
}

export interface ArrayItem {
  name: string;
  /** `name`: a text that needs no escape. `number`: a whole number. `json`: JSON text as it comes. */
  type: { is: 'choice'; of: readonly string[] } | { is: 'name' } | { is: 'number' } | { is: 'json' };
  what: string;
  /** Whether it may be null. */
  nullable?: boolean;
  /** Whether it may be left out; only at the end. */
  optional?: boolean;
  /** The type that TypeScript reads `json` as. */
  as?: 'string' | 'object';
}

/** The data of an event of the journal, a JSON object. */
export interface EventDeclaration {
  what: string;
  /** Counted up when a member changes what it means, or goes. */
  version: number;
  data: Readonly<Record<string, EventMember>>;
}

export interface EventMember {
  type:
    | { is: 'id' }
    /** Free text, which is escaped. */
    | { is: 'text' }
    | { is: 'number' }
    | { is: 'lines' }
    | { is: 'json' }
    /** One value, which is there or is not. */
    | { is: 'constant'; value: string | boolean };
  what: string;
  optional?: boolean;
}

export interface EventsOf {
  room: string;
  events: Readonly<Record<string, EventDeclaration>>;
}

export const count: FieldType = { is: 'count' };
export const integer: FieldType = { is: 'integer' };
export const time: FieldType = { is: 'time' };
export const word: FieldType = { is: 'word' };
export const lines: FieldType = { is: 'lines' };
export const json: FieldType = { is: 'json' };
export const text: FieldType = { is: 'text' };
export const packed = (...of: Field[]): FieldType => ({
  is: 'packed',
  of: of.map((field) => ({ ...field, after: '*' })),
});
export const choice = (...of: string[]): { is: 'choice'; of: readonly string[] } => ({ is: 'choice', of });

export const id = (what: string): EventMember => ({ type: { is: 'id' }, what });
export const textOf = (what: string): EventMember => ({ type: { is: 'text' }, what });
export const number = (what: string): EventMember => ({ type: { is: 'number' }, what });
export const linesOf = (what: string): EventMember => ({ type: { is: 'lines' }, what });
export const jsonOf = (what: string): EventMember => ({ type: { is: 'json' }, what });
export const always = (value: string | boolean, what: string): EventMember => ({
  type: { is: 'constant', value },
  what,
});
export const optional = (member: EventMember): EventMember => ({ ...member, optional: true });
