import { Picture } from './picture';

const INDENT = '    ';
const STYLES = [
  'classDef visited fill:#e0ebff,stroke:#2563eb,color:#1f2933',
  'classDef current fill:#1d4ed8,stroke:#1d4ed8,color:#ffffff,font-weight:bold',
];

/** Names that Mermaid reads as its own words, or that its objects have by nature. */
const NOT_BARE =
  /^(state|note|end|direction|class|classdef|style|click|href|default|as|fork|join|choice|hide|scale|left|right|of|tb|bt|lr|rl|acctitle|accdescr|constructor|tostring|valueof|hasownproperty|isprototypeof|tolocalestring|propertyisenumerable)$/i;

/** Writes a picture as a Mermaid state diagram. Names that could mean something to Mermaid stand behind an alias. */
export function drawMermaid({ initial, states, progress }: Picture): string {
  const ids = new Map([...states.keys()].map((name, i) => [name, isBare(name) ? name : `_${i + 1}`]));
  const lines: string[] = [];
  for (const [name, id] of ids) if (id !== name) lines.push(`state "${escapeLabel(name)}" as ${id}`);
  lines.push(`[*] --> ${ids.get(initial)}`);
  for (const [from, { transitions, final }] of states) {
    for (const to of transitions) {
      const taken = progress?.taken.has(`${from}>${to}`) ? ' : taken' : '';
      lines.push(`${ids.get(from)} --> ${ids.get(to)}${taken}`);
    }
    if (final) lines.push(`${ids.get(from)} --> [*]`);
  }
  if (progress) {
    lines.push(...STYLES);
    for (const name of progress.visited) {
      lines.push(`class ${ids.get(name)} ${name === progress.current ? 'current' : 'visited'}`);
    }
  }
  return ['stateDiagram-v2', ...lines.map((line) => INDENT + line), ''].join('\n');
}

function isBare(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !NOT_BARE.test(name);
}

/** Mermaid's own escapes: #34; for a quote. */
function escapeLabel(name: string): string {
  return name.replace(/[^A-Za-z0-9 @._:~-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
