const RETURNS = {
  initial: 'announced',
  states: {
    announced: { transitions: ['received', 'withdrawn'] },
    received: { transitions: ['inspected'] },
    inspected: { transitions: ['refunded', 'refused', 'repaired'] },
    repaired: { transitions: ['sent_back'] },
    refused: { transitions: ['sent_back'] },
    sent_back: { final: true },
    refunded: { final: true },
    withdrawn: { final: true },
  },
};

/** Ways that instances took so far. */
const PATHS = [
  [],
  ['received'],
  ['received', 'inspected'],
  ['received', 'inspected', 'refunded'],
  ['received', 'inspected', 'repaired', 'sent_back'],
  ['withdrawn'],
];
const APPROVALS = [
  [],
  ['approved'],
  ['approved', 'processing'],
  ['approved', 'processing', 'completed'],
  ['rejected'],
];

export async function workflow(api) {
  await api.put('/workflow/definitions/returns/versions/1', RETURNS);
  await follow(api, 'returns', PATHS, 18);
  await follow(api, 'approval', APPROVALS, 10);
}

async function follow(api, definition, paths, amount) {
  const ids = Array.from({ length: amount }, (_, i) => `${definition}-${i + 1}`);
  await api.each(ids, async (id, i) => {
    const data = { order: `order-${1_001 + i}` };
    const started = await api.post('/workflow/instances', { definition, id, data }, id);
    let state = started?.state;
    for (const to of state ? paths[i % paths.length] : []) {
      await api.post(`/workflow/instances/${id}/transitions`, { to, expectedState: state }, `${id} ${to}`);
      state = to;
    }
  });
}

/** An address that leads nowhere: its deliveries fail, and the page shows how that looks. */
export async function receiver(api) {
  const body = {
    url: 'https://receiver.invalid/hooks',
    types: ['order.cancelled'],
    description: 'a receiver that is away',
  };
  await api.put('/webhooks/receiver', body);
}
