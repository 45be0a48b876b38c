import { eventually } from '../support/eventually';
import { Receiver } from '../support/receiver';
import { useStore } from '../support/use-house';

/** The one service on its Redis: another one that gives up later could be the one that sends. */
const the = useStore({ WEBHOOK_ALLOW_PRIVATE: 'true', SWEEP_INTERVAL_MS: 300, WEBHOOK_GIVE_UP_SECONDS: 1 });

let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.listen();
});
afterEach(() => receiver.close());

const state = async (): Promise<string> => (await the.store.get('/webhooks/w').expect(200)).body.state;

it('gives a webhook up that takes nothing for too long, with an event', async () => {
  receiver.answers = () => 503;
  await the.store.put('/webhooks/w', { url: receiver.url }).expect(201);
  await the.store.receive('TEE', 1);
  // Its second attempt comes after 2.5 to 5 s.
  await eventually(async () => expect(await state()).toBe('disabled'), 20_000);
  const { body } = await the.store.get('/journal').expect(200);
  const last = body.items.at(-1);
  expect(last).toMatchObject({ type: 'webhook.disabled', data: { id: 'w' }, actor: { system: true } });
  receiver.answers = () => 200;
  await the.store.put('/webhooks/w', { url: receiver.url }).expect(200);
  await eventually(async () => expect(receiver.ids.at(-2)).toBe(last.id));
}, 60_000);
