import { connect } from 'node:net';
import { DiagramLimits } from '../../../src/workflow/diagrams/diagram-limits';
import { Elk, LayoutOverrun } from '../../../src/workflow/diagrams/elk';
import { Layouts } from '../../../src/workflow/diagrams/layouts';
import { denseDefinition } from '../../support/definitions';
import { eventually } from '../../support/eventually';
import { StoreCalls } from '../../support/house';
import { useHouse } from '../../support/use-house';

const the = useHouse();
const usual = new DiagramLimits();
let limits: DiagramLimits;
let store: StoreCalls;
let layout: jest.SpyInstance;

beforeAll(async () => {
  store = await the.house.store();
  limits = the.house.app.get(DiagramLimits);
  layout = jest.spyOn(the.house.app.get(Elk), 'layout');
});
beforeEach(() => layout.mockClear());
afterEach(() => Object.assign(limits, usual));

const diagramOf = (name: string): string => `/workflow/definitions/${name}/versions/1/diagram`;
const put = (name: string, body: object, at = store) =>
  at.put(`/workflow/definitions/${name}/versions/1`, body).expect(201);
const small = (name: string) => ({ initial: name, states: { [name]: { final: true } } });

describe('a diagram of more transitions than are drawn', () => {
  beforeAll(() => put('largest', denseDefinition(100, 300)));

  it('is refused as SVG before anything is laid out, also of an instance', async () => {
    await store.post('/workflow/instances', { definition: 'largest', id: 'l1' }).expect(201);
    for (const path of [diagramOf('largest'), '/workflow/instances/l1/diagram']) {
      const { body } = await store.get(path).expect(422);
      expect(body).toMatchObject({ code: 'DIAGRAM_TOO_LARGE', transitions: 300, most: 150 });
      expect(body.detail).toContain('format=mermaid');
    }
    expect(layout).not.toHaveBeenCalled();
  });

  it('is Mermaid text all the same, for less than 300 ms of CPU', async () => {
    await store.get(`${diagramOf('largest')}?format=mermaid`).expect(200);
    const before = process.cpuUsage();
    await store.get(`${diagramOf('largest')}?format=mermaid`).expect(200);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(300);
  });
});

describe('a diagram that takes too long', () => {
  it('is refused with what to do instead, is not tried again at once, and others are drawn', async () => {
    await put('slow', denseDefinition(50, 150));
    await store.get(diagramOf('approval')).expect(200);
    layout.mockClear();
    limits.layoutMs = 300;
    const { body, headers } = await store.get(diagramOf('slow')).expect(503);
    expect(body).toMatchObject({
      code: 'DIAGRAM_NOT_DRAWN',
      detail: expect.stringContaining('format=mermaid'),
    });
    expect(headers['retry-after']).toBe('60');
    limits.layoutMs = usual.layoutMs;
    await store.get(diagramOf('slow')).expect(503);
    await store.get(`${diagramOf('slow')}?format=mermaid`).expect(200);
    expect(layout).toHaveBeenCalledTimes(1);
    await put('quick', small('quick'));
    await store.get(diagramOf('quick')).expect(200);
  });
});

describe('a diagram that is asked for again', () => {
  it('is the same to the byte and laid out once, for all instances and in every store', async () => {
    const other = await the.house.store();
    const body = { initial: 'x', states: { x: { transitions: ['y', 'x'] }, y: { final: true } } };
    await put('shared', body);
    await put('shared', body, other);
    const first = (await store.get(diagramOf('shared')).buffer(true).expect(200)).body as Buffer;
    for (const at of [store, other]) {
      await at.post('/workflow/instances', { definition: 'shared', id: 'i1' }).expect(201);
      await at.get('/workflow/instances/i1/diagram').expect(200);
      const again = (await at.get(diagramOf('shared')).buffer(true).expect(200)).body as Buffer;
      expect(again.equals(first)).toBe(true);
    }
    expect(layout).toHaveBeenCalledTimes(1);
  });

  it('is another where another store has other states under its name', async () => {
    const other = await the.house.store();
    await put('named', small('here'));
    await put('named', small('there'), other);
    const here = (await store.get(diagramOf('named')).buffer(true).expect(200)).body as Buffer;
    const there = (await other.get(diagramOf('named')).buffer(true).expect(200)).body as Buffer;
    expect(here.toString()).toContain('>here<');
    expect(there.toString()).toContain('>there<');
  });
});

describe('diagrams that many ask for at once', () => {
  let end: () => void;
  const jobs = () => the.house.app.get(Layouts)['jobs'].size;
  const waits = (count: number) => eventually(async () => expect(jobs()).toBe(count));
  const statusOf = (name: string): Promise<number> => store.get(diagramOf(name)).then(({ status }) => status);

  /** Asks for a diagram, which is in hand until `end` is called. */
  beforeEach(async () => {
    for (const name of ['held', 'first', 'second'])
      await store.put(`/workflow/definitions/${name}/versions/1`, small(name));
    limits.layoutsWaiting = 1;
    layout.mockImplementationOnce(
      () => new Promise((_, reject) => void (end = () => reject(new LayoutOverrun('ended by the test')))),
    );
    limits.overrunSeconds = 0;
    void statusOf('held');
    await waits(1);
  });

  it('wait in a queue that is bounded: beyond it 503 with Retry-After', async () => {
    const waiting = statusOf('first');
    await waits(2);
    const { body, headers } = await store.get(diagramOf('second')).expect(503);
    expect(body).toMatchObject({ code: 'OVERLOADED', detail: expect.stringContaining('format=mermaid') });
    expect(headers['retry-after']).toBe('5');
    await store.get(`${diagramOf('second')}?format=mermaid`).expect(200);
    end();
    expect(await waiting).toBe(200);
    await store.get(diagramOf('second')).expect(200);
  });

  it('are not laid out for those who hung up, whose place in the queue others get', async () => {
    await put('left', small('left'));
    const { port, hostname } = new URL(the.house.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /v1/stores/${store.name}${diagramOf('left')} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    await waits(2);
    await put('third', small('third'));
    await store.get(diagramOf('third')).expect(503);
    socket.destroy();
    await waits(1);
    const third = statusOf('third');
    await waits(2);
    end();
    expect(await third).toBe(200);
    expect(layout).toHaveBeenCalledTimes(2);
  });
});
