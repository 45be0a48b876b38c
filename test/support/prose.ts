import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const COMMENTED = /\.(?:tsx?|mjs|js|lua|sql|example)$/;
/** A comment on a line of its own, or behind code. */
const COMMENT = /^\s*(?:\/\*\*?|\*(?!\/)|\/\/|---?|#)\s?(.*?)(?:\*\/)?$|\s(?:\/\/|--)\s(.*)$/;
/** A text between quotes; templates may go on behind the line. */
const QUOTED = /'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)"|`((?:[^`\\]|\\.)+)`/g;
const IN_PLACE_OF_CODE = '…';

/** Paths of the tracked text files below some folders, generated ones and recorded data left out. */
export function textFiles(...folders: string[]): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => COMMENTED.test(path) || path.endsWith('.md'));
}

/** The sentences of a page, or of the comments and texts of a source. */
export function sentencesOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return sentences(path.endsWith('.md') ? page(text) : source(text, /\.tsx?$/.test(path)));
}

/** Splits passages, one in each item, into sentences. A colon and a semicolon end one as well. */
export function sentences(passages: string[]): string[] {
  return passages.flatMap((passage) =>
    passage
      .replace(/\s+/g, ' ')
      .split(/(?<=[.:;!?]) |\\n| \| /)
      .map((sentence) => sentence.replace(/^[\s*#>|_"'(-]+/, '').trim())
      .filter((sentence) => sentence !== ''),
  );
}

/** Passages of Markdown: paragraphs, headings, list items and cells. Code is no prose. */
function page(text: string): string[] {
  return text
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]+`/g, IN_PLACE_OF_CODE)
    .split(/\n(?=\s*(?:$|#|[-*>|] |\d+\. ))/m);
}

/** Passages of a source: comments, joined over lines that follow each other, and, where they count, its texts. */
export function source(text: string, withTexts: boolean): string[] {
  const comments: string[] = [];
  const code: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const found = COMMENT.exec(line);
    const words = found?.[1] ?? found?.[2];
    if (words === undefined) code.push(line);
    else if (isOpen && !/^\s*\/\*/.test(line)) comments.push(`${comments.pop()} ${words}`);
    else comments.push(words);
    if (found?.[2] !== undefined) code.push(line.slice(0, found.index));
    isOpen = found?.[1] !== undefined;
  }
  const texts = withTexts
    ? [...code.join('\n').matchAll(QUOTED)].map((found) => found[1] ?? found[2] ?? found[3]!)
    : [];
  return [...comments.map((comment) => comment.replace(/`[^`\n]+`/g, IN_PLACE_OF_CODE)), ...texts];
}
