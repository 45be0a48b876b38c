import { StoreCalls } from '../../support/house';
import { useHouse } from '../../support/use-house';

const the = useHouse();
let store: StoreCalls;

beforeAll(async () => {
  store = await the.house.store();
});

const APPROVAL = '/workflow/definitions/approval/versions/1/diagram';

async function svgOf(path: string): Promise<string> {
  const { body, headers } = await store.get(path).buffer(true).expect(200);
  expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  return (body as Buffer).toString();
}

async function mermaidOf(path: string): Promise<string> {
  const { body, headers } = await store
    .get(`${path}?format=mermaid`)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => done(null, text));
    })
    .expect(200);
  expect(headers['content-type']).toBe('text/vnd.mermaid; charset=utf-8');
  return body as string;
}

/** Classes of the group in which the state of this name is drawn. */
const classesOf = (svg: string, name: string): string | undefined =>
  new RegExp(`<g class="(state[^"]*)">(?:<rect[^>]*/>)+<text[^>]*>${name}</text></g>`).exec(svg)?.[1];
const count = (svg: string, pattern: RegExp): number => [...svg.matchAll(pattern)].length;

describe('GET …/versions/{n}/diagram', () => {
  it('is an SVG of all states and transitions', async () => {
    const svg = await svgOf(APPROVAL);
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"[^>]*>\n<title>approval version 1</,
    );
    expect(svg.trimEnd()).toMatch(/<\/svg>$/);
    for (const name of ['pending', 'approved', 'processing', 'failed'])
      expect(classesOf(svg, name)).toBe('state');
    for (const name of ['rejected', 'cancelled', 'completed'])
      expect(classesOf(svg, name)).toBe('state final');
    expect(count(svg, /<circle class="start"/g)).toBe(1);
    // Seven transitions and the one from the start, of which the retry leads back.
    expect(count(svg, /<g class="transition"/g)).toBe(7);
    expect(count(svg, /<g class="transition back"/g)).toBe(1);
  });

  it('is Mermaid text', async () => {
    expect(await mermaidOf(APPROVAL)).toBe(`stateDiagram-v2
    state "pending" as s1
    state "approved" as s2
    state "rejected" as s3
    state "processing" as s4
    state "failed" as s5
    state "completed" as s6
    state "cancelled" as s7
    [*] --> s1
    s1 --> s2
    s1 --> s3
    s2 --> s4
    s2 --> s7
    s3 --> [*]
    s4 --> s6
    s4 --> s5
    s5 --> s4
    s6 --> [*]
    s7 --> [*]
`);
  });

  it('keeps names behind aliases, and what Mermaid could read otherwise as its entities', async () => {
    const names = ['__proto__', 'end', 'state', 'a:b', 'constructor', 's-1'];
    const states = names.map(
      (name, i) => `"${name}":${names[i + 1] ? `{"transitions":["${names[i + 1]}"]}` : '{"final":true}'}`,
    );
    const body = `{"initial":"__proto__","states":{${states.join(',')}}}`;
    await store.put('/workflow/definitions/odd/versions/1', body).expect(201);
    const text = await mermaidOf('/workflow/definitions/odd/versions/1/diagram');
    expect(text).toContain('state "#95;#95;proto#95;#95;" as s1\n');
    expect(text).toContain('state "a#58;b" as s4\n');
    expect(text).toContain('state "s-1" as s6\n');
    expect(text).toContain(
      '[*] --> s1\n    s1 --> s2\n    s2 --> s3\n    s3 --> s4\n    s4 --> s5\n    s5 --> s6\n    s6 --> [*]',
    );
    const svg = await svgOf('/workflow/definitions/odd/versions/1/diagram');
    for (const name of names) expect(classesOf(svg, name)).toBe(name === 's-1' ? 'state final' : 'state');
  });

  it('draws loops, ways back and 128 letters of a name', async () => {
    const long = `${'awaiting-'.repeat(14)}x`;
    const states = {
      [long]: { transitions: [long, 'b'] },
      b: { transitions: [long, 'end'] },
      end: { final: true },
    };
    await store.put('/workflow/definitions/loops/versions/1', { initial: long, states }).expect(201);
    const svg = await svgOf('/workflow/definitions/loops/versions/1/diagram');
    expect(count(svg, /<g class="transition again"/g)).toBe(1);
    expect(count(svg, /<g class="transition back"/g)).toBe(1);
    const lines = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
    expect(lines.slice(0, -2).join('')).toBe(long);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(24);
  });

  it.each([3, 8, 30])('draws %i states apart from each other and within the page', async (size) => {
    const names = Array.from({ length: size }, (_, i) => `state-${i}`);
    const entries = names.map((name, i) => {
      const next = [names[i + 1], i % 3 === 0 ? names[(i * 7 + 3) % size] : names[(i + 2) % size]];
      const transitions = [...new Set(next)].filter((one) => one !== undefined);
      return [name, { transitions }];
    });
    const body = { initial: 'state-0', states: Object.fromEntries(entries) };
    await store.put(`/workflow/definitions/many-${size}/versions/1`, body).expect(201);
    const svg = await svgOf(`/workflow/definitions/many-${size}/versions/1/diagram`);
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    const boxes = [
      ...svg.matchAll(/<g class="state"><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ];
    const placed = boxes.map(([, ...place]) => place.map(Number) as [number, number, number, number]);
    expect(placed).toHaveLength(size);
    placed.forEach(([x, y, w, h], i) => {
      expect(x >= 0 && y >= 0 && x + w <= width! && y + h <= height!).toBe(true);
      for (const [x2, y2, w2, h2] of placed.slice(i + 1)) {
        expect(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y).toBe(true);
      }
    });
  });

  it('refuses another format, and does not know what was never written', async () => {
    const { body } = await store.get(`${APPROVAL}?format=png`).expect(400);
    expect(body.errors[0].pointer).toBe('?format');
    await store.get('/workflow/definitions/approval/versions/9/diagram').expect(404);
    await store.get('/workflow/instances/none/diagram').expect(404);
  });
});

describe('GET …/instances/{id}/diagram', () => {
  beforeAll(async () => {
    await store.post('/workflow/instances', { definition: 'approval', id: 'i1' }).expect(201);
    const states = ['pending', 'approved', 'processing', 'failed', 'processing', 'failed'];
    for (let i = 1; i < states.length; i++) {
      const body = { to: states[i], expectedState: states[i - 1] };
      await store.post('/workflow/instances/i1/transitions', body).expect(200);
    }
  });

  it('shows where it is, where it was, and the way it took', async () => {
    const svg = await svgOf('/workflow/instances/i1/diagram');
    expect(svg).toContain('<title>i1: approval version 1, now failed</title>');
    expect(classesOf(svg, 'failed')).toBe('state visited current');
    for (const name of ['pending', 'approved', 'processing'])
      expect(classesOf(svg, name)).toBe('state visited');
    expect(classesOf(svg, 'completed')).toBe('state final ahead');
    expect(count(svg, /<g class="transition taken"/g)).toBe(4);
    expect(count(svg, /<g class="transition back taken"/g)).toBe(1);
    expect(count(svg, /<g class="transition ahead"/g)).toBe(3);
  });

  it('says the same in Mermaid', async () => {
    const text = await mermaidOf('/workflow/instances/i1/diagram');
    expect(text).toContain('    s1 --> s2 : taken\n    s1 --> s3\n');
    expect(text).toContain('    s5 --> s4 : taken\n');
    expect(text).toContain('    class s5 current\n');
    expect(text).toContain('    class s1 visited\n');
  });
});
