import { escapePointer } from '../http';

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

export class Findings {
  readonly list: Finding[] = [];

  add(code: DiagnosticCode, place: (string | number)[], message: string): void {
    const severity = (WARNINGS as readonly string[]).includes(code) ? 'warning' : 'error';
    const path = place.map((name) => `/${escapePointer(String(name))}`).join('');
    this.list.push({ severity, code, path, message });
  }

  get valid(): boolean {
    return this.list.every(({ severity }) => severity !== 'error');
  }
}
