import { createHash } from 'node:crypto';

const ESCAPES: Readonly<Record<string, string>> = {
  '-': '--',
  '@': '-a',
  '.': '-d',
  _: '-u',
  ':': '-c',
  '~': '-t',
};

/**
 * An account's name: a capital or a digit, then letters, digits and hyphens. Each other character becomes a hyphen and a
 * letter, and a small letter at the beginning a capital. An id that begins with a capital gets `X-x` before it, which is
 * no escape, so that no two ids have one name.
 */
export function beancountAccount(id: string): string {
  if (id === '@world') return 'Equity:World';
  const escaped = id.replace(/[-@._:~]/g, (character) => ESCAPES[character]!);
  if (/^[a-z]/.test(escaped)) return `Assets:${escaped[0]!.toUpperCase()}${escaped.slice(1)}`;
  return `Assets:${/^\d/.test(escaped) ? '' : 'X-x'}${escaped}`;
}

const COMMODITY = /^[A-Z][A-Z0-9._-]{0,22}[A-Z0-9]$/;
/** The words of beancount itself, and what other names are mapped to. */
const TAKEN = /^(TRUE|FALSE|NULL|X\..*)$/;

/** A commodity's name: two to 24 characters, the last of them a letter or a digit; another has one made from its hash. */
export function beancountCommodity(asset: string): string {
  if (COMMODITY.test(asset) && !TAKEN.test(asset)) return asset;
  return `X.${createHash('sha256').update(asset).digest('hex').slice(0, 20).toUpperCase()}`;
}
