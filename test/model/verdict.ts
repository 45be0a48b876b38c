import { Answer } from './inventory-model';

/** Expected answer of a command: its status, and every code, the one that decides first. */
export interface Verdict {
  status: number;
  codes: string[];
}

const NOT_FOUND = /_NOT_FOUND$/;
export const ok = (status: number): Verdict => ({ status, codes: [] });
export const refused = (...codes: string[]): Verdict => ({
  status: NOT_FOUND.test(codes[0]!) ? 404 : 409,
  codes,
});
export const verdict = ({ status, code }: Answer): Verdict => ({ status, codes: code ? [code] : [] });
