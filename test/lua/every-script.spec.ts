import { DeclaredKey } from '../../src/platform/scripts/declared-key';
import { readScripts } from '../../src/platform/scripts/script-source';
import { startClusterNode } from '../support/cluster-node';
import { CommandTap } from '../support/command-tap';
import { TestRedis } from '../support/redis-server';
import { scriptCases } from '../support/script-cases';
import { Call, ScriptStore } from '../support/script-store';
import { changedSince, snapshot, withoutChange } from '../support/snapshot';

const scripts = new Map(readScripts().map((script) => [script.name, script]));
const operation = { id: 'operation-1', fingerprint: 'fingerprint-1', caller: 'till' };

let node: TestRedis;
let tap: CommandTap;

/** The touched key that was given as this one, or belongs to the family given so; undefined for none. */
function touchedOf({ kind }: DeclaredKey, given: string, touched: Set<string>): string | undefined {
  if (kind !== 'family') return touched.has(given) ? given : undefined;
  return [...touched].find((key) => key.startsWith(`${given}:`));
}

const unchanged = <T>(work: () => Promise<T>): Promise<T> => withoutChange(node.client, work);

beforeAll(async () => {
  node = await startClusterNode();
  tap = await CommandTap.open(node.client);
});
afterAll(async () => {
  tap.close();
  await node.stop();
});
beforeEach(() => node.client.flushall());

it.each([...scripts.keys()])('lua/%s.lua has a case that it answers with OK', (name) => {
  const cases = scriptCases.filter(({ script, word = 'OK' }) => script === name && word === 'OK');
  expect(cases).not.toHaveLength(0);
});

it.each([...scripts.values()])(
  'lua/$name.lua declares no key that none of its cases needs',
  async ({ name, header, keys }) => {
    const needed = new Set<string>();
    for (const { prepare } of scriptCases.filter(({ script }) => script === name)) {
      await node.client.flushall();
      const store = await ScriptStore.create(node.client, 'shop');
      const call = { operation, ...(await prepare(store)) };
      const touched = await tap.keysOf(await tap.during(() => store.run(name, call)));
      store.keysOf(name, call).forEach((key, i) => {
        const at = Math.min(i, keys.length - 1);
        if (touchedOf(keys[at]!, key, touched)) needed.add(header.keys[at]!);
      });
    }
    expect([...needed].sort()).toEqual([...header.keys].sort());
  },
);

const described = scriptCases.map((one) => ({
  ...one,
  title: [`lua/${one.script}.lua`, one.when].filter(Boolean).join(' '),
}));

describe.each(described)('$title', ({ script, word = 'OK', needsNoStore, prepare }) => {
  const { header, keys } = scripts.get(script)!;

  async function prepared(): Promise<{ store: ScriptStore; call: Call }> {
    const store = await ScriptStore.create(node.client, 'shop');
    return { store, call: { operation, ...(await prepare(store)) } };
  }

  it(`answers ${word} on a cluster`, async () => {
    const { store, call } = await prepared();
    expect((await store.run(script, call))[0]).toBe(word);
  });

  it('touches no key but those it was given, all in the slot of its store', async () => {
    const { store, call } = await prepared();
    const touched = await tap.keysOf(await tap.during(() => store.run(script, call)));
    expect(touched.size).toBeGreaterThan(0);
    expect([...touched].filter((key) => !store.declares(script, call, key))).toEqual([]);
    for (const key of touched) expect(key).toMatch(/^ch:\{shop\}:[^{}]+$/);
  });

  it.each(header.keys)('has its whole effect or none when %s is of another type', async (name) => {
    const intact = await prepared();
    const at = header.keys.indexOf(name);
    const given = intact.store.keysOf(script, intact.call)[at]!;
    const touched = await tap.keysOf(await tap.during(() => intact.store.run(script, intact.call)));
    const key = keys[at]!.kind === 'family' ? touchedOf(keys[at]!, given, touched) : given;
    if (key === undefined) return; // this case needs nothing of the family
    const usualType = await node.client.type(key);

    await node.client.flushall();
    const { store, call } = await prepared();
    await node.client.del(key);
    await (usualType === 'list' ? node.client.set(key, 'no list') : node.client.rpush(key, 'a list'));
    const before = await snapshot(node.client);
    const reply = await store.run(script, call).catch((error: Error) => [error.message]);
    const changed = await changedSince(before, node.client);
    if (reply[0] !== word) expect({ reply, changed }).toEqual({ reply, changed: [] });
    else if (changed.includes(key)) expect(await node.client.type(key)).toBe(usualType);
  });

  if (!needsNoStore) {
    it('answers STORE_NOT_FOUND for a store that is not there, and writes nothing', async () => {
      const { call } = await prepared();
      expect(await unchanged(() => new ScriptStore(node.client, 'nowhere').run(script, call))).toEqual([
        'STORE_NOT_FOUND',
      ]);
    });
  }

  if (word === 'OK' && header.args.named.some(({ name }) => name === 'fingerprint')) {
    it('replays its reply to the same operation, and changes nothing', async () => {
      const { store, call } = await prepared();
      const [, ...values] = await store.run(script, call);
      expect(await unchanged(() => store.run(script, call))).toEqual(['REPLAYED', ...values]);
    });

    it('replays what was recorded before its caller had a name, and refuses another request under it', async () => {
      const { store, call } = await prepared();
      const [, ...values] = await store.run(script, {
        ...call,
        operation: { ...operation, caller: undefined },
      });
      expect(await unchanged(() => store.run(script, call))).toEqual(['REPLAYED', ...values]);
      const other = { ...call, operation: { ...operation, fingerprint: 'fingerprint-2' } };
      expect(await unchanged(() => store.run(script, other))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    });

    it('finds no record of another caller', async () => {
      const { store, call } = await prepared();
      await store.run(script, {
        ...call,
        operation: { ...operation, caller: 'office', fingerprint: 'other' },
      });
      const [word] = await store.run(script, call);
      expect(['REPLAYED', 'IDEMPOTENCY_KEY_REUSED']).not.toContain(word);
    });

    it('refuses another request under the same operation, and changes nothing', async () => {
      const { store, call } = await prepared();
      await store.run(script, call);
      const other = { ...call, operation: { ...operation, fingerprint: 'fingerprint-2' } };
      expect(await unchanged(() => store.run(script, other))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    });
  }
});
