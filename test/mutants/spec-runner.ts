import { expect } from 'expect';

/** Specs that stay loaded: jest takes seconds to begin, and a run over mutants begins hundreds of times. */
type Work = () => unknown;
type Title = string | ((...row: never[]) => unknown);

interface Block {
  title: string;
  before: Work[];
  after: Work[];
  beforeEach: Work[];
  afterEach: Work[];
  parts: (Block | { title: string; test: Work })[];
}

const block = (title: string): Block => ({
  title,
  ...{ before: [], after: [], beforeEach: [], afterEach: [], parts: [] },
});

let open = block('');

function describe(title: string, body: Work): void {
  const outer = open;
  open = block(title);
  body();
  outer.parts.push(open);
  open = outer;
}

function it(title: string, test: Work): void {
  open.parts.push({ title, test });
}

/** As jest's `each`: a row that is a list is the arguments, anything else is the only one. */
const each =
  (one: (title: string, body: Work) => void) =>
  (rows: readonly unknown[]) =>
  (title: Title, body: (...row: unknown[]) => unknown): void =>
    rows.forEach((row) => {
      const values = Array.isArray(row) ? (row as unknown[]) : [row];
      one(`${String(title)} ${JSON.stringify(values[0]) ?? ''}`, () => body(...values));
    });

Object.assign(globalThis, {
  expect,
  describe: Object.assign(describe, { each: each(describe) }),
  it: Object.assign(it, { each: each(it) }),
  beforeAll: (work: Work) => open.before.push(work),
  afterAll: (work: Work) => open.after.push(work),
  beforeEach: (work: Work) => open.beforeEach.push(work),
  afterEach: (work: Work) => open.afterEach.push(work),
});

/** The specs of one file; what they begin with is done once, until they are closed. */
export class Spec {
  private readonly root: Block;
  private readonly opened = new Set<Block>();

  constructor(readonly path: string) {
    open = this.root = block(path);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- its tests are collected while it is loaded
    require(path);
  }

  /** The title of the first test that fails, or nothing; only of groups of tests with this in their title. */
  run(only = ''): Promise<string | undefined> {
    const { parts } = this.root;
    const chosen = parts.filter(({ title }) => title.includes(only));
    return this.runBlock(this.root, [], chosen);
  }

  async close(): Promise<void> {
    for (const { after } of this.opened) for (const work of after) await work();
    this.opened.clear();
  }

  private async runBlock(one: Block, outer: Block[], parts = one.parts): Promise<string | undefined> {
    const way = [...outer, one];
    if (!this.opened.has(one)) {
      for (const work of one.before) await work();
      this.opened.add(one);
    }
    for (const part of parts) {
      const failed = 'test' in part ? await failure(part, way) : await this.runBlock(part, way);
      if (failed) return failed;
    }
    return undefined;
  }
}

/** Why a test fails, or nothing. As in jest, what follows a test is done also where it fails, for it may close clients. */
async function failure(
  { title, test }: { title: string; test: Work },
  way: Block[],
): Promise<string | undefined> {
  let failed: string | undefined;
  const attempt = async (all: Work[]): Promise<void> => {
    try {
      for (const work of all) await work();
    } catch (error) {
      if (process.env.CH_MUTANTS_WHY) process.stderr.write(`${String((error as Error).stack)}\n`);
      failed = title;
    }
  };
  await attempt([...way.flatMap(({ beforeEach }) => beforeEach), test]);
  await attempt(way.flatMap(({ afterEach }) => afterEach));
  return failed;
}
