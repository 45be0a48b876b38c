import { Webhook } from 'standardwebhooks';
import { eventually } from '../support/eventually';
import { House } from '../support/house';
import { Receiver } from '../support/receiver';
import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const settings = { WEBHOOK_ALLOW_PRIVATE: 'true', SWEEP_INTERVAL_MS: 300 } as const;
const the = useStore(settings);

let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.listen();
});
afterEach(async () => {
  for (const { id } of (await the.store.get('/webhooks').expect(200)).body.items)
    await the.store.delete(`/webhooks/${id}`).expect(204);
  await receiver.close();
});

/** Puts the webhook `w`, and gives its secret. */
async function put(body: object = {}): Promise<string> {
  const answer = await the.store.put('/webhooks/w', { url: receiver.url, ...body }).expect(201);
  return answer.body.secret;
}

async function journal(): Promise<{ id: string; type: string; data: object; at: string }[]> {
  return (await the.store.get('/journal?limit=200').expect(200)).body.items;
}

const idsOfType = async (type: string): Promise<string[]> =>
  (await journal()).filter((effect) => effect.type === type).map(({ id }) => id);

async function receive(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await the.store.receive('TEE', 1);
}

const expectReceived = (ids: string[]): Promise<void> =>
  eventually(async () => expect(receiver.ids).toEqual(ids));
const read = async (): Promise<Record<string, unknown>> =>
  (await the.store.get('/webhooks/w').expect(200)).body;

describe('a webhook', () => {
  it('gets each effect after its PUT, in order, with a signature that a public verifier accepts', async () => {
    await receive(2);
    const secret = await put();
    await receive(3);
    const effects = (await journal()).slice(-3);
    await expectReceived(effects.map(({ id }) => id));
    const verifier = new Webhook(secret);
    receiver.received.forEach(({ body, headers }, i) => {
      const { type, at, data } = effects[i]!;
      expect(verifier.verify(body, headers as Record<string, string>)).toEqual({ type, timestamp: at, data });
      expect(headers['content-type']).toBe('application/json');
    });
    expect(() =>
      verifier.verify(`${receiver.received[0]!.body} `, receiver.received[0]!.headers as never),
    ).toThrow();
    await eventually(async () =>
      expect(await read()).toMatchObject({ deliveredTo: effects[2]!.id, failedAttempts: 0 }),
    );
  });

  it('tells its secret once, and keeps it encrypted', async () => {
    const secret = await put();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await the.store.put('/webhooks/w', { url: receiver.url }).expect(200);
    for (const text of [again.text, JSON.stringify(await read()), (await the.store.get('/webhooks')).text]) {
      expect(text).not.toContain('secret');
    }
    const { client } = the.house.redis;
    for (const key of await client.keys(`*{${the.store.name}}*`)) {
      const dumped = (await client.dumpBuffer(key)).toString('latin1');
      expect(dumped).not.toContain(secret.slice(6, 30));
    }
  });

  it('gets the types that it asks for', async () => {
    await put({ types: ['inventory.deducted', 'webhook.deleted'] });
    await receive(3);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    await receive(1);
    await expectReceived(await idsOfType('inventory.deducted'));
    const last = (await journal()).at(-1)!.id;
    await eventually(async () => expect(await read()).toMatchObject({ deliveredTo: last }));
  });

  it('has an effect tried again that was not taken, with nothing behind it sent before', async () => {
    let refusals = 2;
    receiver.answers = () => (refusals-- > 0 ? 500 : 200);
    await put();
    await receive(2);
    const [first, second] = (await journal()).slice(-2).map(({ id }) => id);
    await eventually(async () => expect(receiver.ids).toEqual([first]));
    await eventually(async () => expect(await read()).toMatchObject({ failedAttempts: 1 }));
    const { failingSince, nextAttemptAt } = await read();
    const waitMs = Date.parse(nextAttemptAt as string) - Date.parse(failingSince as string);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(5_000);
    for (let i = 0; i < 4 && receiver.ids.length < 4; i++)
      await expectReceived([first, first, first, second] as string[]).catch(() => undefined);
    expect(receiver.ids).toEqual([first, first, first, second]);
    const { body } = await the.store.get('/webhooks/w/deliveries').expect(200);
    expect(
      body.items.map(({ delivered, attempt, status, effectId }: never) => [
        effectId,
        delivered,
        attempt,
        status,
      ]),
    ).toEqual([
      [second, true, 1, 200],
      [first, true, 3, 200],
      [first, false, 2, 500],
      [first, false, 1, 500],
    ]);
  }, 60_000);

  it('follows no redirect, and tells of a connection that breaks', async () => {
    receiver.answers = () => 302;
    await put();
    const redirected = await the.store.send('post', '/webhooks/w/test').expect(200);
    expect(redirected.body).toMatchObject({ delivered: false, status: 302, fault: 'it answered 302' });
    receiver.answers = () => 0;
    const broken = await the.store.send('post', '/webhooks/w/test').expect(200);
    expect(broken.body).toMatchObject({
      delivered: false,
      status: null,
      fault: expect.stringMatching(/hang up/),
    });
    expect(receiver.received.map(({ type }) => type)).toEqual(['webhook.test', 'webhook.test']);
  });

  it('is signed with both secrets for a while after one was rotated', async () => {
    const before = await put();
    const { body } = await the.store.post('/webhooks/w/rotate-secret').expect(200);
    expect(body.secret).not.toBe(before);
    await receive(1);
    await eventually(async () => expect(receiver.ids.length).toBeGreaterThanOrEqual(2));
    for (const { body: text, headers } of receiver.received) {
      for (const secret of [before, body.secret])
        expect(() => new Webhook(secret).verify(text, headers as Record<string, string>)).not.toThrow();
    }
  });

  it('is replayed behind a position, and goes on from there', async () => {
    await put();
    await receive(3);
    const ids = (await journal()).map(({ id }) => id);
    await expectReceived(ids.slice(-3));
    await the.store.post('/webhooks/w/replay', { after: ids[1] }).expect(200);
    const all = (await journal()).map(({ id }) => id);
    await expectReceived([...ids.slice(-3), ...all.slice(2)]);
  });

  it('refuses to be replayed from where effects are gone, or from nowhere', async () => {
    await put();
    await receive(4);
    const [first] = await journal();
    await the.house.redis.client.xtrim(`ch:{${the.store.name}}:journal`, 'MAXLEN', 2);
    const gone = await the.store.post('/webhooks/w/replay', { after: first!.id }).expect(410);
    expect(gone.body.code).toBe('POSITION_GONE');
    const none = await the.store.post('/webhooks/w/replay', { after: 'now' }).expect(400);
    expect(none.body.errors[0].pointer).toBe('/after');
  });

  it('is sent to anew when it is put with another address', async () => {
    receiver.answers = () => 500;
    await put();
    await receive(1);
    await eventually(async () => expect(receiver.ids).toHaveLength(1));
    const other = await Receiver.listen();
    try {
      await the.store.put('/webhooks/w', { url: other.url, description: 'moved' }).expect(200);
      const [adjusted] = await idsOfType('inventory.adjusted');
      await eventually(async () => expect(other.ids[0]).toBe(adjusted));
    } finally {
      await other.close();
    }
  });

  it('is deleted with its deliveries, and gets nothing more', async () => {
    await put();
    await receive(1);
    await eventually(async () => expect(receiver.ids).toHaveLength(1));
    await the.store.delete('/webhooks/w').expect(204);
    await receive(1);
    await sleep(1_200);
    expect(receiver.ids).toHaveLength(1);
    for (const path of ['', '/deliveries']) {
      const { body } = await the.store.get(`/webhooks/w${path}`).expect(404);
      expect(body.code).toBe('WEBHOOK_NOT_FOUND');
    }
    expect(await the.house.redis.client.keys(`*{${the.store.name}}:webhook_deliveries*`)).toEqual([]);
  });

  it('is one of 50 at most', async () => {
    for (let i = 0; i < 50; i++)
      await the.store.put(`/webhooks/w${i}`, { url: receiver.url, types: ['store.created'] }).expect(201);
    const { body } = await the.store.put('/webhooks/more', { url: receiver.url }).expect(409);
    expect(body).toMatchObject({ code: 'TOO_MANY_WEBHOOKS', most: 50 });
    const first = await the.store.get('/webhooks?limit=30').expect(200);
    const rest = await the.store.get(`/webhooks?limit=30&cursor=${first.body.nextCursor}`).expect(200);
    expect([first.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([30, 20, null]);
  });

  it.each([['ftp://example.com/'], ['//example.com'], ['https://u:p@example.com/'], ['not an address']])(
    'is refused the address %s',
    async (url) => {
      const { body } = await the.store.put('/webhooks/w', { url }).expect(422);
      expect(body.code).toBe('WEBHOOK_URL_REFUSED');
      await the.store.get('/webhooks/w').expect(404);
    },
  );
});

describe('a service', () => {
  let other: House;
  afterEach(() => other.close());

  it('that allows no private addresses refuses literal ones, and sends to no name that leads to one', async () => {
    other = await House.open();
    const store = await other.store();
    for (const host of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.1.1',
      '192.168.0.9',
      '[::1]',
      '[fd00::1]',
      'localhost',
    ]) {
      const { body } = await store.put('/webhooks/w', { url: `http://${host}:8080/` }).expect(422);
      expect(body.code).toBe('WEBHOOK_URL_REFUSED');
    }
  });

  it('without WEBHOOK_SECRET_KEY keeps no webhook', async () => {
    other = await House.open({ WEBHOOK_SECRET_KEY: undefined });
    const store = await other.store();
    const { body } = await store.put('/webhooks/w', { url: 'https://example.com/' }).expect(409);
    expect(body.code).toBe('WEBHOOKS_OFF');
  });
});
