import { Picture } from './picture';

const INDENT = '    ';
const STYLES = [
  'classDef visited fill:#e0ebff,stroke:#2563eb,color:#1f2933',
  'classDef current fill:#1d4ed8,stroke:#1d4ed8,color:#ffffff,font-weight:bold',
];

const MEANING = /(?<![A-Za-z0-9])[-_]|[-_](?![A-Za-z0-9])|[^A-Za-z0-9_-]/gu;

/**
 * Writes a picture as a Mermaid state diagram. Every state stands behind an alias: Mermaid has words of its own, and ids
 * that it makes up for starts and ends, which differ between its versions.
 */
export function drawMermaid({ initial, states, progress }: Picture): string {
  const aliases = new Map([...states.keys()].map((name, i) => [name, `s${i + 1}`]));
  const lines = [...aliases].map(([name, alias]) => `state "${escapeLabel(name)}" as ${alias}`);
  lines.push(`[*] --> ${aliases.get(initial)}`);
  for (const [from, { transitions, final }] of states) {
    for (const to of transitions) {
      const taken = progress?.taken.has(`${from}>${to}`) ? ' : taken' : '';
      lines.push(`${aliases.get(from)} --> ${aliases.get(to)}${taken}`);
    }
    if (final) lines.push(`${aliases.get(from)} --> [*]`);
  }
  if (progress) {
    lines.push(...STYLES);
    for (const name of progress.visited) {
      lines.push(`class ${aliases.get(name)} ${name === progress.current ? 'current' : 'visited'}`);
    }
  }
  return ['stateDiagram-v2', ...lines.map((line) => INDENT + line), ''].join('\n');
}

/**
 * Mermaid reads labels as Markdown, and as icons: `_draft_`, `fa:fa-car`. Signs that could mean something become its
 * entities; a dash or underscore within a word means nothing, and stays readable.
 */
function escapeLabel(name: string): string {
  return name.replace(MEANING, (sign) => `#${sign.codePointAt(0)};`);
}
