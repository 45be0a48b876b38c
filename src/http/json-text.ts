import { FieldError } from './problem';
import { escapePointer, invalid } from './validation';

/** JSON without insignificant blanks, its names and texts as JSON.stringify writes them, its numbers to the letter. */
export class JsonText {
  constructor(
    readonly text: string,
    /** Of an object: the text of each member, in their order. */
    readonly members: ReadonlyMap<string, string> = new Map(),
  ) {}
}

const TOKEN = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;

/** An object or array that the reader is inside of. */
interface Frame {
  /** Of an object: the names so far. */
  names?: Set<string>;
  /** The name or index of the member that is being read. */
  at: string | number;
  /** A text here is a name. */
  awaitsName: boolean;
}

/**
 * Brings valid JSON into the form of JsonText without reading values into JavaScript, where `1.0` loses its letter and
 * `{"b":0,"1":0}` its order. A name given twice, and a number that JavaScript cannot hold, are refused.
 */
export function compactJson(json: string): JsonText {
  const frames: Frame[] = [];
  const places = new Map<string, [start: number, end: number]>();
  let text = '';
  let start = 0;
  for (const [token] of json.matchAll(TOKEN)) {
    const frame = frames.at(-1);
    const inMember = frames.length === 1 && frame?.names !== undefined && frame.names.size > 0;
    if (inMember && (token === ',' || token === '}')) places.set(frame.at as string, [start, text.length]);
    if (token === '}' || token === ']') frames.pop();
    else if (token === ',') advance(frame!);
    else if (token.startsWith('"') && frame?.awaitsName) takeName(frames, JSON.parse(token) as string);
    else if (/^[-\d]/.test(token)) checkNumber(frames, token);
    text += token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
    if (inMember && token === ':') start = text.length;
    if (token === '{') frames.push({ names: new Set(), at: '', awaitsName: true });
    if (token === '[') frames.push({ at: 0, awaitsName: false });
  }
  return new JsonText(text, new Map([...places].map(([name, place]) => [name, text.slice(...place)])));
}

function advance(frame: Frame): void {
  if (frame.names) frame.awaitsName = true;
  else frame.at = (frame.at as number) + 1;
}

function takeName(frames: Frame[], name: string): void {
  const frame = frames.at(-1)!;
  const twice = frame.names!.has(name);
  frame.names!.add(name);
  frame.at = name;
  frame.awaitsName = false;
  if (twice) throw invalid([at(frames, 'the name is given twice')]);
}

/** Whoever reads it with JSON.parse must get what was sent: `9007199254740993` and `1e400` would become others. */
function checkNumber(frames: Frame[], token: string): void {
  const number = Number(token);
  if (Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))) return;
  throw invalid([at(frames, 'a whole number must be within ±9007199254740991')]);
}

function at(frames: Frame[], detail: string): FieldError {
  return { pointer: frames.map((frame) => `/${escapePointer(String(frame.at))}`).join(''), detail };
}
