import { MALFORMED_JSON } from './http.problems';
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from './json-codes';
import { Problem } from './problem';

const MAX_DEPTH = 32;

/**
 * Refuses a text that is nested deeper than anything needs. Comes before JSON.parse, which takes a second for a
 * megabyte of brackets, and before anything recursive, whose stack they would overflow. The text may be no JSON.
 */
export function refuseDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth++;
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth--;
    if (depth > MAX_DEPTH) {
      throw new Problem(MALFORMED_JSON, `The body is nested deeper than ${MAX_DEPTH} levels.`);
    }
  }
}

/** The place of the quote that ends the text which begins at this one; the end of all where there is none. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
