import type { ElkNode } from 'elkjs/lib/elk-api';
import { WorkflowDefinition } from '../../src/workflow/definitions/definition';
import { DiagramLimits } from '../../src/workflow/diagrams/diagram-limits';
import { Elk, LayoutOverrun } from '../../src/workflow/diagrams/elk';
import { LayoutCache } from '../../src/workflow/diagrams/layout-cache';
import { Layout, layOut } from '../../src/workflow/diagrams/layout';
import { Layouts } from '../../src/workflow/diagrams/layouts';
import { denseDefinition } from '../support/definitions';

const limitsWith = (other: Partial<DiagramLimits> = {}): DiagramLimits =>
  Object.assign(new DiagramLimits(), other);

function parsed({ initial, states }: ReturnType<typeof denseDefinition>): WorkflowDefinition {
  const entries = Object.entries(states).map(
    ([name, { transitions }]) => [name, { transitions, final: false }] as const,
  );
  return { initial, states: new Map(entries) };
}

describe('the thread that lays out', () => {
  const small = parsed(denseDefinition(3, 4));
  const large = parsed(denseDefinition(100, 300));

  it('gives up what takes too long, and lays out what comes next', async () => {
    const limits = limitsWith({ layoutMs: 500 });
    const elk = new Elk(limits);
    const begun = Date.now();
    await expect(layOut(large, elk)).rejects.toThrow(LayoutOverrun);
    expect(Date.now() - begun).toBeLessThan(3_000);
    limits.layoutMs = 20_000;
    expect((await layOut(small, elk)).states.size).toBe(3);
    await elk.onApplicationShutdown();
  });

  it('gives up what takes too much memory, and the process goes on', async () => {
    const limits = limitsWith({ memoryMb: 24, layoutMs: 60_000 });
    const elk = new Elk(limits);
    await expect(layOut(large, elk)).rejects.toThrow(/more than 24 MB/);
    limits.memoryMb = 128;
    expect((await layOut(small, elk)).states.size).toBe(3);
    await elk.onApplicationShutdown();
  }, 90_000);

  it('has the time and memory for the largest that is drawn', async () => {
    const elk = new Elk(limitsWith({ layoutMs: 60_000 }));
    const { transitions } = new DiagramLimits();
    const { arrows } = await layOut(parsed(denseDefinition(50, transitions)), elk);
    expect(arrows).toHaveLength(transitions + 1);
    await elk.onApplicationShutdown();
  }, 90_000);
});

/** A layout that a test ends when it likes. */
interface Pending {
  graph: ElkNode;
  resolve: (laidOut: ElkNode) => void;
  reject: (error: Error) => void;
}

/** Definitions are told apart by the width of their one state. */
class ElkByHand {
  readonly pending: Pending[] = [];
  begun = 0;

  layout(graph: ElkNode): Promise<ElkNode> {
    this.begun++;
    return new Promise((resolve, reject) => this.pending.push({ graph, resolve, reject }));
  }

  async finish(error?: Error): Promise<void> {
    const { graph, resolve, reject } = this.pending.shift()!;
    if (error) reject(error);
    else resolve(laidOut(graph));
    await new Promise(setImmediate);
  }
}

const laidOut = (graph: ElkNode): ElkNode => ({
  ...graph,
  width: 1,
  height: 1,
  children: graph.children!.map((child) => ({ ...child, x: 0, y: 0 })),
  edges: graph.edges!.map((edge) => ({
    ...edge,
    sections: [{ id: edge.id, startPoint: { x: 0, y: 0 }, endPoint: { x: 1, y: 1 } }],
  })),
});

describe('the queue of layouts', () => {
  let elk: ElkByHand;
  let layouts: Layouts;
  const open = (other: Partial<DiagramLimits> = {}): void => {
    elk = new ElkByHand();
    layouts = new Layouts(limitsWith(other), elk as unknown as Elk);
  };
  beforeEach(() => open());

  const definition = (name: string) => ({
    ...{ name: 'any', version: 1, createdAt: '', initial: name, packed: `;${name}!` },
    states: new Map([[name, { transitions: [], final: true }]]),
  });
  const ask = (name: string, hangUp = new AbortController()) => {
    const layout = layouts.of(definition(name), hangUp.signal);
    layout.catch(() => undefined);
    return { layout, hangUp };
  };
  const codeOf = (layout: Promise<Layout>): Promise<string> =>
    layout.then(
      () => 'laid out',
      (problem: { kind?: { code: string }; message: string }) =>
        /hung up/.exec(problem.message)?.[0] ?? problem.kind?.code ?? problem.message,
    );

  const nowOf = (layout: Promise<Layout>): Promise<string> =>
    Promise.race([codeOf(layout), new Promise<string>((resolve) => setImmediate(resolve, 'waits'))]);

  it('makes one layout for all who ask for the same states, and keeps it', async () => {
    const first = ask('a');
    const second = ask('a');
    await elk.finish();
    expect(await second.layout).toBe(await first.layout);
    expect(await ask('a').layout).toBe(await first.layout);
    expect(elk.begun).toBe(1);
  });

  it('makes one at a time, in the order of asking', async () => {
    const asked = ['a', 'b', 'c'].map((name) => ask(name));
    expect(elk.begun).toBe(1);
    for (const { layout } of asked) {
      await elk.finish();
      expect((await layout).arrows[0]!.points).toHaveLength(2);
    }
    expect(elk.begun).toBe(3);
  });

  it('refuses a request when the queue is full, and takes more once a layout is made', async () => {
    open({ layoutsWaiting: 2 });
    ['a', 'b', 'c'].forEach((name) => ask(name));
    const refused = ask('d').layout;
    await expect(refused).rejects.toMatchObject({
      kind: { code: 'OVERLOADED', status: 503 },
      headers: { 'retry-after': '5' },
      detail: expect.stringContaining('format=mermaid'),
    });
    expect(await nowOf(ask('c').layout)).toBe('waits');
    await elk.finish();
    const taken = ask('d').layout;
    for (let i = 0; i < 3; i++) await elk.finish();
    expect(await codeOf(taken)).toBe('laid out');
  });

  it('refuses more callers than may wait, also for the same one', async () => {
    open({ callersWaiting: 3 });
    for (let i = 0; i < 3; i++) ask('a');
    expect(await codeOf(ask('a').layout)).toBe('OVERLOADED');
    await elk.finish();
    expect(await codeOf(ask('a').layout)).toBe('laid out');
    expect(await nowOf(ask('b').layout)).toBe('waits');
  });

  it('does not begin a layout that nobody waits for any more, and has room for others at once', async () => {
    open({ layoutsWaiting: 1 });
    ask('a');
    const [one, other] = [ask('b'), ask('b')];
    one.hangUp.abort();
    expect(await codeOf(one.layout)).toBe('hung up');
    expect(await codeOf(ask('c').layout)).toBe('OVERLOADED');
    other.hangUp.abort();
    const third = ask('c');
    await elk.finish();
    await elk.finish();
    expect(await codeOf(third.layout)).toBe('laid out');
    expect(elk.begun).toBe(2);
  });

  it('does not queue a caller who has hung up already', async () => {
    const hangUp = new AbortController();
    hangUp.abort();
    expect(await codeOf(ask('a', hangUp).layout)).toBe('hung up');
    expect(elk.begun).toBe(0);
  });

  it('finishes a layout that has begun, and keeps it for callers who come back', async () => {
    const { hangUp, layout } = ask('a');
    hangUp.abort();
    expect(await codeOf(layout)).toBe('hung up');
    const back = ask('a');
    await elk.finish();
    expect(await codeOf(back.layout)).toBe('laid out');
    expect(elk.begun).toBe(1);
  });

  it('keeps no failure', async () => {
    const { layout } = ask('a');
    await elk.finish(new Error('no layout: odd'));
    expect(await codeOf(layout)).toBe('no layout: odd');
    const again = ask('a');
    await elk.finish();
    expect(await codeOf(again.layout)).toBe('laid out');
  });

  it('waits a minute before it tries a layout again that took too long', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const { layout } = ask('a');
    await elk.finish(new LayoutOverrun('too long'));
    expect(await codeOf(layout)).toBe('DIAGRAM_NOT_DRAWN');
    now.mockReturnValue(1_050_500);
    await expect(ask('a').layout).rejects.toMatchObject({
      kind: { code: 'DIAGRAM_NOT_DRAWN', status: 503 },
      headers: { 'retry-after': '10' },
    });
    expect(elk.begun).toBe(1);
    now.mockReturnValue(1_060_001);
    const again = ask('a');
    await elk.finish();
    expect(await codeOf(again.layout)).toBe('laid out');
    now.mockRestore();
  });
});

describe('the layouts that are kept', () => {
  const layoutOf = (points: number): Layout => ({
    ...{ width: 1, height: 1, start: { x: 0, y: 0 }, states: new Map() },
    arrows: [{ to: 'a', points: Array.from({ length: points }, (_, i) => ({ x: i + 0.5, y: i })) }],
  });

  it('are limited in number, and the one that was asked for longest ago goes first', () => {
    const cache = new LayoutCache(limitsWith({ layoutsKept: 2 }));
    cache.add('a', layoutOf(1));
    cache.add('b', layoutOf(1));
    cache.get('a');
    cache.add('c', layoutOf(1));
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
  });

  it('are limited in bytes, and a layout larger than the limit is not kept', () => {
    const cache = new LayoutCache(limitsWith({ bytesKept: 8_000 }));
    for (const key of ['a', 'b', 'c']) cache.add(key, layoutOf(150));
    const kept = ['a', 'b', 'c'].filter((key) => cache.get(key));
    expect(kept).toEqual(['b', 'c']);
    cache.add('huge', layoutOf(10_000));
    expect(cache.get('huge')).toBeUndefined();
    cache.add('d', layoutOf(150));
    expect(cache.get('d')).toBeDefined();
  });
});
