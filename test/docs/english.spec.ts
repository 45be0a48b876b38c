import { sentences, sentencesOf, source, textFiles } from '../support/prose';

const FOLDERS = [
  'src',
  'lua',
  'contract',
  'console',
  'bench',
  'scripts',
  'docs',
  'test',
  '.env.example',
  ':(glob)*.md',
];
/** Not read: tests that stay as they are, recorded data, the history of releases, and the examples below. */
const KEPT = /^(?:test\/e2e\/|test\/data\/|CHANGELOG\.md$|test\/docs\/english\.spec\.ts$)/;
/** A sentence names its subject first: these words put it off. A question may begin with them. */
const PUTS_OFF = /^(?:Of|What|The same)\s(?!.*\?$)/;

const FILES = textFiles(...FOLDERS).filter((path) => !KEPT.test(path));

describe('plain English', () => {
  it('begins no sentence of a comment, a text or a page with Of, What or The same', () => {
    const found = FILES.flatMap((path) =>
      sentencesOf(path)
        .filter((sentence) => PUTS_OFF.test(sentence))
        .map((sentence) => `${path}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['a comment', '/** Of the sender. */'],
    ['a second sentence', '/** Amount to post. What is left is released. */'],
    ['words on two lines', ' * Reads it. The\n * same of a list.'],
    ['a comment of Lua', '--- What callers are told.'],
    ['a comment behind code', 'local a = 1 -- What is left.'],
    ['a text', "description: 'What is wrong with this call.'"],
  ])('finds %s', (_what, text) => {
    expect(sentences(source(text, true)).filter((sentence) => PUTS_OFF.test(sentence))).toHaveLength(1);
  });

  it.each([
    ['a question', '// What comes next?'],
    ['code', 'const text = `What` + x; // reads `What a day.`'],
  ])('takes %s', (_what, text) => {
    expect(sentences(source(text, true)).filter((sentence) => PUTS_OFF.test(sentence))).toEqual([]);
  });
});
