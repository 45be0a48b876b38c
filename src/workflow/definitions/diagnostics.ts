import { bounded, pointerTo } from '../../platform/http';

export const SEVERITIES = ['error', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

const ERRORS = [
  'INITIAL_MISSING',
  'INITIAL_UNKNOWN',
  'STATES_MISSING',
  'STATE_INVALID',
  'NAME_INVALID',
  'TRANSITIONS_INVALID',
  'FINAL_INVALID',
  'UNKNOWN_FIELD',
  'TOO_MANY_STATES',
  'TOO_MANY_TRANSITIONS',
  'UNKNOWN_TARGET',
  'DUPLICATE_TRANSITION',
  'FINAL_WITH_TRANSITIONS',
  'DEAD_END',
  'UNREACHABLE_STATE',
  'MORE_FINDINGS',
] as const;
const WARNINGS = ['NO_FINAL_STATE', 'NO_WAY_TO_FINAL'] as const;

export const DIAGNOSTIC_CODES = [...ERRORS, ...WARNINGS];
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** A fault of a definition, or a warning, and its place. */
export interface Finding {
  severity: Severity;
  code: DiagnosticCode;
  path: string;
  message: string;
}

const MAX_FINDINGS = 100;

/** All findings about a definition, told as far as an answer can hold them. */
export class Findings {
  private readonly found: Finding[] = [];
  private count = 0;
  private errors = 0;

  add(code: DiagnosticCode, place: (string | number)[], message: string): void {
    const severity = (WARNINGS as readonly string[]).includes(code) ? 'warning' : 'error';
    this.count++;
    if (severity === 'error') this.errors++;
    if (this.found.length < MAX_FINDINGS) {
      this.found.push({ severity, code, path: pointerTo(place), message });
    }
  }

  /** The first of them, and how many more there are. */
  get list(): Finding[] {
    const told = bounded(this.found);
    const untold = this.count - told.length;
    if (untold === 0) return told;
    const message = `There are ${untold} more, which are told once these are mended.`;
    return [
      ...told,
      { severity: this.valid ? 'warning' : 'error', code: 'MORE_FINDINGS', path: '', message },
    ];
  }

  get valid(): boolean {
    return this.errors === 0;
  }
}
