import { bounded, pointerTo } from '../http';

const MAX_FINDINGS = 100;

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
] as const;
const WARNINGS = ['NO_FINAL_STATE', 'NO_WAY_TO_FINAL'] as const;

export const DIAGNOSTIC_CODES = [...ERRORS, ...WARNINGS];
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** What is the matter with a definition, and where. */
export interface Finding {
  severity: Severity;
  code: DiagnosticCode;
  path: string;
  message: string;
}

/** All that is the matter with a definition, told as far as an answer can hold it. */
export class Findings {
  private readonly found: Finding[] = [];
  private errors = 0;

  add(code: DiagnosticCode, place: (string | number)[], message: string): void {
    const severity = (WARNINGS as readonly string[]).includes(code) ? 'warning' : 'error';
    if (severity === 'error') this.errors++;
    if (this.found.length < MAX_FINDINGS) {
      this.found.push({ severity, code, path: pointerTo(place), message });
    }
  }

  get list(): Finding[] {
    return bounded(this.found);
  }

  get valid(): boolean {
    return this.errors === 0;
  }
}
