import { DocumentedRoute } from '../support/api-document';
import { csvExample } from '../support/documented-bodies';
import { Dice } from './dice';
import { ODD_HEADERS, ODD_MEDIA_TYPES } from './odd-headers';
import { ODD_METHODS, ODD_QUERIES, ODD_SEGMENTS, ODD_VALUES } from './odd-values';
import { Schema, ValueMaker } from './value-maker';
import { vastBody } from './vast-bodies';

export interface FuzzRequest {
  route: DocumentedRoute;
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body?: Buffer;
}

const MOST_SPOILT_BYTES = 20_000;

/** Makes requests of the documented routes: as documented, or spoilt in one to three places. */
export class RequestMaker {
  /** Cursors that any list gave out. */
  readonly seenCursors: string[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly values: ValueMaker,
    private readonly routes: DocumentedRoute[],
    private readonly store: string,
  ) {}

  next(): FuzzRequest {
    const request = this.asDocumented(this.dice.pick(this.routes));
    if (this.dice.chance(0.4)) return request;
    for (let faults = 1 + this.dice.below(3); faults > 0; faults--) this.spoil(request);
    return request;
  }

  private asDocumented(route: DocumentedRoute): FuzzRequest {
    const headers: FuzzRequest['headers'] = {};
    const query = new URLSearchParams();
    let path = route.path;
    for (const part of route.operation.parameters ?? []) {
      if (!('in' in part)) continue;
      if (part.in === 'path') {
        const value = part.name === 'store' ? this.store : this.values.text(part.name);
        path = path.replace(`{${part.name}}`, encodeURIComponent(value));
      } else if (part.in === 'query' && this.dice.chance(0.3))
        query.set(part.name, this.queryValue(part.name, part.schema as Schema));
      else if (part.name === 'Idempotency-Key' && (part.required || this.dice.chance(0.3)))
        headers['idempotency-key'] = this.key();
      else if (part.in === 'header' && this.dice.chance(0.3))
        headers[part.name.toLowerCase()] = this.dice.pick(['*', '"1"', '"2"', '"7"']);
    }
    const search = query.toString();
    const request: FuzzRequest = {
      route,
      method: route.method.toUpperCase(),
      path: search ? `${path}?${search}` : path,
      headers,
    };
    const schema = bodySchema(route);
    if (schema) this.setBody(request, this.values.valid(schema));
    const file = csvExample(route);
    if (file !== undefined) {
      request.body = Buffer.from(file);
      headers['content-type'] = 'text/csv';
    }
    return request;
  }

  private key(): string {
    return this.dice.chance(0.05) ? this.dice.pick(['again', 'and-again']) : `${this.dice.roll()}`;
  }

  private queryValue(name: string, schema: Schema): string {
    if (name === 'cursor')
      return this.dice.pick(this.seenCursors.length > 0 ? this.seenCursors.slice(-20) : ['none']);
    if (name === 'from' || name === 'to') return '2026-01-01T00:00:00Z';
    return String(this.values.valid(schema, name));
  }

  private setBody(request: FuzzRequest, value: unknown): void {
    request.body = Buffer.from(JSON.stringify(value) ?? '');
    request.headers['content-type'] ??= 'application/json';
  }

  private spoil(request: FuzzRequest): void {
    const what = this.dice.roll();
    if (request.body && this.dice.chance(0.01)) {
      request.body = Buffer.from(vastBody(this.dice));
    } else if (request.body && what < 0.55) this.spoilValue(request);
    else if (what < 0.65) this.spoilText(request);
    else if (what < 0.78) this.spoilHeader(request);
    else if (what < 0.87) request.path = `${request.path.split('?', 1)[0]}?${this.dice.pick(ODD_QUERIES)}`;
    else if (what < 0.96) this.spoilPath(request);
    else request.method = this.dice.pick(ODD_METHODS);
  }

  private spoilValue(request: FuzzRequest): void {
    // A vast one is spoilt enough: a list of it two thousand times over is more than a process can hold.
    if (request.body!.length > MOST_SPOILT_BYTES) return;
    let value: unknown;
    try {
      value = JSON.parse(request.body!.toString());
      this.setBody(request, this.values.spoil(value));
    } catch {
      return; // its text is spoilt already: not JSON, or nested too deep for JSON.stringify
    }
  }

  private spoilText(request: FuzzRequest): void {
    const text = request.body?.toString() ?? '{"quantity":1}';
    const depth = this.dice.pick([10, 64, 65, 5_000, 100_000]);
    const made: (() => string | Buffer)[] = [
      () => text.slice(0, this.dice.below(text.length)),
      () => `${text}${this.dice.pick([',', '}', 'x', '\0', text])}`,
      () =>
        text.replace(
          /\d+/,
          this.dice.pick(['1e400', '01', '+1', '1.', '.5', 'NaN', '0x1', '1_0', '-', '1'.repeat(400)]),
        ),
      () => text.replace(/"(\w+)":/, '"$1":1,"$1":'),
      () => text.replace('{', '{"__proto__":{"polluted":true},'),
      () => text.replace(/"/g, "'"),
      () => `\ufeff${text}`,
      () => Buffer.from(text, 'utf16le'),
      () => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff, 0x7d])]),
      () => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`,
      () => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
      () => JSON.stringify(this.dice.pick(ODD_VALUES)) ?? '',
      () => '',
    ];
    if (this.dice.chance(0.02))
      made.push(() => `{"a":"${'x'.repeat(this.dice.pick([1_048_570, 2_000_000]))}"}`);
    request.body = Buffer.from(this.dice.chance(0.02) ? made.at(-1)!() : this.dice.pick(made)());
    request.headers['content-type'] ??= 'application/json';
  }

  private spoilHeader({ headers }: FuzzRequest): void {
    const what = this.dice.roll();
    if (what < 0.2) delete headers['idempotency-key'];
    else if (what < 0.4) headers['content-type'] = this.dice.pick(ODD_MEDIA_TYPES);
    else {
      const [name, value] = this.dice.pick(ODD_HEADERS);
      headers[name] = value;
    }
  }

  private spoilPath(request: FuzzRequest): void {
    const [path, search] = request.path.split('?');
    const segments = path!.split('/');
    const at = 1 + this.dice.below(segments.length - 1);
    if (this.dice.chance(0.1)) segments.splice(at, 0, this.dice.pick(ODD_SEGMENTS));
    else segments[at] = this.dice.pick(ODD_SEGMENTS);
    // Node's client sends ASCII alone; a caller's bytes beyond that are in the raw requests.
    request.path = [segments.join('/').replace(/[^\x21-\x7e]/g, encodeURIComponent), search]
      .filter(Boolean)
      .join('?');
  }
}

function bodySchema({ operation }: DocumentedRoute): Schema | undefined {
  const { requestBody } = operation;
  if (!requestBody || !('content' in requestBody)) return undefined;
  return requestBody.content['application/json']?.schema;
}
