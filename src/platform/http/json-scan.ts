import { isExact } from './exact-number';
import { MALFORMED_JSON } from './http.problems';
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from './json-codes';
import { JsonLevel } from './json-level';
import { pointerTo } from './pointer';
import { FieldError, Problem } from './problem';
import { invalid } from './validation';

/** No shape needs more; metadata of 4096 characters cannot have more either. */
export const MAX_MEMBERS = 1000;

/** More are not told. */
const MAX_ERRORS = 100;

/** Where a body is the caller's own, to be given back: nowhere, below the fields that the route knows, or as a whole. */
export type Own = 'nowhere' | 'below' | 'whole';

export interface ScanRules {
  /** There any name may stand. As a whole it also comes back as text, so that its numbers need not be exact. */
  own: Own;
  /** How many members an object may have there. */
  maxMembers: number;
}

/**
 * Refuses what JSON.parse takes and the service does not: a name given twice, a number that would become another,
 * U+0000, more members than anything needs. It looks at each character once, and so takes time in proportion to the
 * text, which must be valid JSON.
 */
export function scanJson(text: string, rules: ScanRules): void {
  const scan = new Scan(text, rules);
  scan.run();
  if (scan.errors.length > 0) throw invalid(scan.errors);
}

const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Any whole number of so many digits is exact. */
const SAFE_DIGITS = 15;

class Scan {
  readonly errors: FieldError[] = [];
  private readonly levels: JsonLevel[] = [];
  private level: JsonLevel = new JsonLevel(false, false);
  private awaitsName = false;
  /** Where the next backslash is. */
  private escapeAt: number;

  constructor(
    private readonly text: string,
    private readonly rules: ScanRules,
  ) {
    this.escapeAt = nextEscape(text, 0);
  }

  run(): void {
    const { text } = this;
    for (let at = 0; at < text.length && this.errors.length <= MAX_ERRORS; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = this.takeText(at);
      else if (code === COMMA) this.takeComma();
      else if (code === OPENING_BRACE) this.enter(true);
      else if (code === OPENING_BRACKET) this.enter(false);
      else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) this.leave();
      else if (code === MINUS || (code >= ZERO && code <= NINE)) at = this.takeNumber(at);
      // Blanks, colons and the letters of true, false and null say nothing.
    }
  }

  private enter(isObject: boolean): void {
    const depth = this.levels.length;
    const { own } = this.rules;
    this.level = new JsonLevel(isObject, own === 'whole' || (own === 'below' && depth > 0));
    this.levels.push(this.level);
    this.awaitsName = isObject;
  }

  private leave(): void {
    this.levels.pop();
    this.level = this.levels[this.levels.length - 1]!;
    this.awaitsName = false;
  }

  private takeComma(): void {
    if (this.level.names) this.awaitsName = true;
    else this.level.index++;
  }

  /** Takes the text that begins at this quote, and gives the place of its last one. */
  private takeText(from: number): number {
    const { text, awaitsName } = this;
    let end = text.indexOf('"', from + 1);
    this.awaitsName = false;
    if (end < this.escapeAt) {
      if (awaitsName) this.takeName(text.slice(from + 1, end));
      return end;
    }
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    this.escapeAt = nextEscape(text, end);
    const quoted = text.slice(from, end + 1);
    if (awaitsName) this.takeName(JSON.parse(quoted) as string);
    if (holdsZero(quoted)) this.refuse('text must not contain the character U+0000');
    return end;
  }

  private takeName(name: string): void {
    const { level } = this;
    if (!level.isOwn) this.refuseDropped(name);
    const most = level.isOwn ? this.rules.maxMembers : MAX_MEMBERS;
    if (level.names!.length >= most) this.refuseWidth(most);
    if (!level.add(name)) this.refuse('the name is given twice');
    if (this.isTakenOut(name)) this.refuse('metadata cannot keep a member of this name');
  }

  /** Fields that class-transformer drops in silence; unknown fields are refused, so these are too. */
  private refuseDropped(name: string): void {
    if (name === '__proto__' || (name === 'constructor' && this.levels.length === 1)) {
      throw new Problem(MALFORMED_JSON, `No field may be named ${name}.`);
    }
  }

  /** In metadata any name is known, but Nest's ValidationPipe takes these out of it, however deep they are. */
  private isTakenOut(name: string): boolean {
    if (name !== 'constructor' && name !== 'prototype') return false;
    return !this.level.isOwn && this.levels[0]!.place === 'metadata';
  }

  /** Ends the scan, which has no use for what comes behind. */
  private refuseWidth(most: number): never {
    const pointer = pointerTo(this.levels.slice(0, -1).map(({ place }) => place));
    throw invalid([...this.errors, { pointer, detail: `an object may have at most ${most} members` }]);
  }

  /** Takes the number that begins here, and gives the place of its last character. */
  private takeNumber(from: number): number {
    const { text } = this;
    let end = from + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    const isPlain = !isOfNumber(text.charCodeAt(end)) && end - from <= SAFE_DIGITS;
    if (isPlain) return end - 1;
    while (isOfNumber(text.charCodeAt(end))) end++;
    this.checkNumber(text.slice(from, end));
    return end - 1;
  }

  private checkNumber(literal: string): void {
    const number = Number(literal);
    if (this.rules.own !== 'whole') {
      if (isExact(literal)) return;
      this.refuse(`the number cannot be kept as it is written: it would become ${number}`);
    } else if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) {
      // Whoever reads what is kept with JSON.parse must get what was sent.
      this.refuse('a whole number must be within ±9007199254740991');
    }
  }

  private refuse(detail: string): void {
    this.errors.push({ pointer: pointerTo(this.levels.map(({ place }) => place)), detail });
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function holdsZero(quoted: string): boolean {
  return quoted.includes('\\u0000') && (JSON.parse(quoted) as string).includes('\0');
}

function nextEscape(text: string, from: number): number {
  const at = text.indexOf('\\', from);
  return at < 0 ? Infinity : at;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** A digit or one of `. e E + -`. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === MINUS;
}
