import { Dice } from './dice';

/** Bodies of up to a mebibyte of one thing: names, depth, digits, items. Their cost must grow as their size. */
export function vastBody(dice: Dice): string {
  const size = dice.pick([1_000, 10_000, 100_000]);
  const names = (name: (i: number) => string, value = '1'): string =>
    `{${Array.from({ length: size }, (_, i) => `${JSON.stringify(name(i))}:${value}`).join(',')}}`;
  const wide = (item: string): string => `[${Array<string>(size).fill(item).join(',')}]`;
  return dice.pick<() => string>([
    () => names((i) => `n${i}`),
    () => names(() => 'quantity'),
    () => names((i) => String(i)),
    () => names((i) => `a/b~${i}`),
    () => names((i) => `s${i}`, '{"transitions":["s1"]}').slice(0, 1_000_000),
    () => `{"metadata":${names((i) => `m${i}`)}}`,
    () => `{"initial":"a","states":${names((i) => `s${i}`, '{}')}}`,
    () => `{"initial":"a","states":{"a":{"transitions":${wide('"a"')}}}}`,
    () => `{"lines":${wide('{}')}}`,
    () => `{"items":${wide('{"x":1}')}}`,
    () => `{"lines":[${names((i) => `n${i}`)}]}`,
    () => `{"quantity":${'9'.repeat(size)}}`,
    () => `{"quantity":1.${'0'.repeat(size)}1}`,
    () => `{"quantity":1e${'9'.repeat(Math.min(size, 300))}}`,
    () => `{"${'x'.repeat(size)}":1}`,
    () => `{"id":"${'x'.repeat(size)}","reference":"${'\\u0000'.repeat(Math.min(size, 50_000))}"}`,
    () => `{"metadata":${'['.repeat(size)}${']'.repeat(size)}}`,
    () => `${'{"a":'.repeat(size)}1${'}'.repeat(size)}`,
    () => `{"id":"${'\\\\'.repeat(size)}"}`,
  ])();
}
