/** A table as Prettier would lay it out, so that generated pages stay as they are. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Prose from a comment, on one line; what Markdown would take for emphasis or a tag is meant as it stands. */
export function prose(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/`[^`]*`|[*<]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}
