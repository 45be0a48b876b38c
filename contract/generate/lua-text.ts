import { Field, View } from '../define';
export function wrapped(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = `-- ${indent}`;
  for (const word of text.split(' ')) {
    if (line.length + word.length > 118) {
      lines.push(line.trimEnd());
      line = `-- ${indent}  `;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

/** A text as it stands between the quotes of Lua. */
export function quoted(text: string): string {
  return text.replace(/\n/g, '\\n');
}

/** Pieces joined by `..`, in lines of at most 120 characters. */
export function broken(pieces: string[]): string {
  const out: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const next = line === '' ? piece : `${line} .. ${piece}`;
    if (next.length > 100) {
      out.push(line);
      line = `.. ${piece}`;
    } else line = next;
  }
  return [...out, line].join('\n\t\t');
}

export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

/** The first line of a function; its parameters stand on lines of their own where they are many. */
export function signature(start: string, parameters: readonly string[]): string[] {
  const line = `${start}(${parameters.join(', ')})`;
  if (line.length <= 120) return [line];
  return [`${start}(`, ...parameters.map((one, i) => `\t${one}${i < parameters.length - 1 ? ',' : ''}`), ')'];
}

/** The values of fields whose texts are in locals of their names; false for none. */
export function valuesOf(fields: readonly Field[]): string {
  return fields
    .map(({ name, none }) => (none === undefined ? name : `${name} ~= '${none}' and ${name}`))
    .join(', ');
}

export function orFalse(fields: readonly Field[]): string {
  return fields.some(({ none }) => none !== undefined) ? ', false for none' : '';
}

/** Returns what an expression gives for these fields, with false for none. */
export function returned(fields: readonly Field[], expression: string): string[] {
  const names = fields.map(({ name }) => name);
  if (fields.every(({ none }) => none === undefined)) return [`\treturn ${expression}`];
  return [...assigned(names, expression), `\treturn ${valuesOf(fields)}`];
}

export function assigned(names: readonly string[], expression: string): string[] {
  const line = `\tlocal ${names.join(', ')} = ${expression}`;
  return line.length <= 116 ? [line] : [`\tlocal ${names.join(', ')} =`, `\t\t${expression}`];
}

/** The records that a view is of, where not of all. */
export function where(of: View): string {
  const texts = Object.entries(of.where).map(([field, text]) => `${field} \`${text}\``);
  return texts.length === 0 ? '' : ` of a record with ${texts.join(', ')}`;
}
