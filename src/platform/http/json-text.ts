/** JSON without insignificant blanks, its names and texts as JSON.stringify writes them, its numbers to the letter. */
export class JsonText {
  constructor(
    readonly text: string,
    /** Where the value is an object: the text of each member, in their order. */
    readonly members: ReadonlyMap<string, string> = new Map(),
  ) {}
}

const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+/g;

/**
 * Brings the valid JSON of an object into the form of JsonText without reading values into JavaScript, where `1.0`
 * loses its letter and `{"b":0,"1":0}` its order.
 */
export function compactJson(json: string): JsonText {
  const places = new Map<string, [start: number, end: number]>();
  let text = '';
  let depth = 0;
  /** The name of the member that is being read, and where its value begins. */
  let name: string | undefined;
  let start = 0;
  for (const [token] of json.matchAll(TOKEN)) {
    const isText = token.startsWith('"');
    const read = isText ? (JSON.parse(token) as string) : undefined;
    if (depth === 1 && name === undefined) name = read;
    else if (depth === 1 && (token === ',' || token === '}')) {
      places.set(name!, [start, text.length]);
      name = undefined;
    }
    text += isText ? JSON.stringify(read) : token;
    if (depth === 1 && token === ':') start = text.length;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
  }
  // Cut out at the end: each cut of a text that still grows would copy all of it.
  return new JsonText(text, new Map([...places].map(([member, place]) => [member, text.slice(...place)])));
}
