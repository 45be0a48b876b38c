import { Expression, Node, parse } from 'luaparse';

/** One file with one difference. */
export interface Mutant {
  line: number;
  what: string;
  text: string;
}

const WEAKER: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '~=', '~=': '==' };
/** Tables of small numbers and their texts: a look-up that spares a call, which gives the same. */
const LOOK_UP = /^(texts|numbers|counts|number_of|integer\.(texts|numbers|counts))\[[^\]]*\]$/;
const PATTERN = /(?:string\.(?:match|find)\(\w+, |local pattern = )'(\^[^']*)'/g;

/** Every mutant of a Lua file. */
export function mutantsOf(source: string): Mutant[] {
  const mutants: Mutant[] = [];
  const add = (at: number, length: number, other: string, what?: string): void => {
    const line = source.slice(0, at).split('\n').length;
    const was = source.slice(at, at + length);
    const text = source.slice(0, at) + other + source.slice(at + length);
    if (was !== other) mutants.push({ line, what: what ?? `${was} → ${other}`, text });
  };
  const tree = parse(source, { luaVersion: '5.1', ranges: true });
  walk(tree, (node) => mutateNode(node, source, add));
  for (const match of source.matchAll(PATTERN)) {
    mutatePattern(match[1]!, match.index + match[0].indexOf("'^") + 1, add);
  }
  return mutants;
}

type Add = (at: number, length: number, other: string, what?: string) => void;
type Ranged = Node & { range: [number, number] };

function mutateNode(node: Node, source: string, add: Add): void {
  const [from, to] = (node as Ranged).range ?? [0, 0];
  const textOf = (one: Expression): string => source.slice(...(one as Expression & Ranged).range);
  if (node.type === 'IfClause' || node.type === 'ElseifClause') {
    const [start, end] = (node.condition as Expression & Ranged).range;
    for (const forced of ['true', 'false']) add(start, end - start, forced);
  } else if (node.type === 'LogicalExpression') {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    if (!LOOK_UP.test(left)) add(from, to - from, right);
    add(from, to - from, left);
  } else if (node.type === 'BinaryExpression' && WEAKER[node.operator]) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    add(from, to - from, `${left} ${WEAKER[node.operator]} ${right}`);
  } else if (node.type === 'UnaryExpression' && node.operator === 'not') {
    add(from, to - from, textOf(node.argument));
  } else if (node.type === 'TableKeyString' && node.key.name !== 'version') {
    const number = textOf(node.value);
    const [start, end] = (node.value as Expression & Ranged).range;
    if (/^-?\d+$/.test(number))
      add(start, end - start, number === '0' ? '1' : '0', `${node.key.name} = ${number} → another number`);
  } else if (node.type === 'ReturnStatement' && node.arguments.length === 1) {
    swapFields(node.arguments[0]!, source, add);
  }
}

/** Changes a text that is joined: each two neighbours that are names change places, and each separator changes. */
function swapFields(joined: Expression, source: string, add: Add): void {
  const parts = partsOf(joined);
  if (parts.length < 3) return;
  const names = parts.filter((part) => part.type === 'Identifier') as (Expression &
    Ranged & { name: string })[];
  names.slice(1).forEach((name, i) => {
    const before = names[i]!;
    const between = source.slice(before.range[1], name.range[0]);
    const what = `${before.name} and ${name.name} change places`;
    add(before.range[0], name.range[1] - before.range[0], name.name + between + before.name, what);
  });
  for (const part of parts) {
    const { range, raw } = part as Expression & Ranged & { raw: string };
    if (part.type === 'StringLiteral') add(range[0], raw.length, "'*'", `separator ${raw} → '*'`);
  }
}

function partsOf(one: Expression): Expression[] {
  if (one.type !== 'BinaryExpression' || one.operator !== '..') return [one];
  return [...partsOf(one.left), ...partsOf(one.right)];
}

/** Loosens a pattern: each class takes anything, each anchor goes, each separator changes. */
function mutatePattern(pattern: string, at: number, add: Add): void {
  for (const { 0: part, index } of pattern.matchAll(/%-\?|%[dSl][+*]|\[[^\]]+\][+*]|%.|\\n| \?|[ |^$]/g)) {
    const place = at + index;
    const named = (other: string): [number, number, string, string] => [
      ...([place, part.length, other] as const),
      `in a pattern, at ${index}: ${part} → ${other === '' ? 'nothing' : other}`,
    ];
    if (part === '$' && /\.[*+]\)*$/.test(pattern.slice(0, index))) continue; // `.*` goes to the end as it is
    if (/[+*]$/.test(part)) add(...named(`.${part.at(-1)}`));
    else if (part === '^' || part === '$' || part === '%-?') add(...named(''));
    else add(...named('.'));
  }
}

function walk(node: Node, each: (node: Node) => void): void {
  each(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) {
      if (child !== null && typeof child === 'object' && 'type' in child) walk(child as Node, each);
    }
  }
}
