import { Answer, send, Told } from './caller';
import { SKUS } from './traffic';

const STORE = '/v1/stores/main';
const REPLAYS_AT_ONCE = 8;

interface Line {
  sku: string;
  quantity: number;
}
interface Figures {
  onHand: number;
  sold: number;
}

/** All that is wrong with a store after this traffic; nothing where each call had its one effect. */
export async function findFaults(url: string, told: Told[]): Promise<string[]> {
  return [
    ...(await replayFaults(url, told)),
    ...(await journalFaults(url, told)),
    ...(await figureFaults(url, told)),
    ...(await auditFaults(url)),
  ];
}

/** Every call that had an effect, once more: the answer of then, byte for byte. */
async function replayFaults(url: string, told: Told[]): Promise<string[]> {
  const rest = told.filter(hadEffect);
  const faults: string[] = [];
  const next = async (): Promise<void> => {
    for (let one = rest.pop(); one; one = rest.pop()) {
      const again = await send(url, one.call);
      const same = again.status === one.answer.status && again.text === one.answer.text;
      if (!same || !again.replayed) faults.push(`${one.call.key} was answered anew: ${shown(again)}`);
    }
  };
  await Promise.all(Array.from({ length: REPLAYS_AT_ONCE }, next));
  return faults;
}

/** One entry of the journal for a call that had its effect, none for one that was refused. */
async function journalFaults(url: string, told: Told[]): Promise<string[]> {
  const entries = new Map<string, Set<string>>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: JournalPage = await read(url, `/journal?limit=200${cursor && `&cursor=${cursor}`}`);
    for (const { id, type, operationId } of page.items) {
      // Whoever comes by ends what is over, under its own operation; that is no effect of the call.
      if (type.endsWith('.expired')) continue;
      const known = entries.get(operationId) ?? new Set();
      entries.set(operationId, known.add(id.split('-').slice(0, 2).join('-')));
    }
    cursor = page.nextCursor;
  }
  return told.flatMap((one) => {
    const [found, wanted] = [entries.get(one.call.key)?.size ?? 0, hadEffect(one) ? 1 : 0];
    return found === wanted ? [] : [`${one.call.key} has ${found} entries of the journal, not ${wanted}`];
  });
}

interface JournalPage {
  items: { id: string; type: string; operationId: string }[];
  nextCursor: string | null;
}

/** Differences between the sums of all answers and the store. */
async function figureFaults(url: string, told: Told[]): Promise<string[]> {
  const faults: string[] = [];
  const wanted = figuresOf(told);
  for (const sku of SKUS) {
    const { onHand, sold } = await read<Figures>(url, `/inventory/items/${sku}`);
    const { onHand: units, sold: sales } = wanted.get(sku)!;
    if (onHand !== units || sold !== sales)
      faults.push(`${sku} has ${onHand} on hand and ${sold} sold, not ${units} and ${sales}`);
  }
  const { balance } = await read<{ balance: number }>(url, '/ledger/accounts/shop');
  const paid = paidToShop(told);
  if (balance !== paid) faults.push(`shop has ${balance}, not ${paid}`);
  return faults;
}

function figuresOf(told: Told[]): Map<string, Figures> {
  const figures = new Map(SKUS.map((sku) => [sku, { onHand: 0, sold: 0 }]));
  const move = (sku: string, onHand: number, sold: number): void => {
    figures.get(sku)!.onHand += onHand;
    figures.get(sku)!.sold += sold;
  };
  for (const { call, answer } of told.filter(hadEffect)) {
    const body = JSON.parse(answer.text) as { sku: string; quantity: number; lines: Line[] };
    const [, sku = '', verb = ''] = /items\/(\w+)\/(\w+)/.exec(call.path) ?? [];
    if (verb === 'adjustments') move(sku, (call.body as { delta: number }).delta, 0);
    else if (call.path.endsWith('/adjustments/batch'))
      for (const item of (call.body as { items: (Line & { delta: number })[] }).items)
        move(item.sku, item.delta, 0);
    else if (call.path.endsWith('/reversal')) move(body.sku, body.quantity, -body.quantity);
    else if (verb === 'deductions') move(body.sku, -body.quantity, body.quantity);
    else if (/\/(orders|checkout|commit)$/.test(call.path))
      for (const line of body.lines) move(line.sku, -line.quantity, line.quantity);
    else if (/\/orders\/[^/]+\/cancel$/.test(call.path))
      for (const line of body.lines) move(line.sku, line.quantity, -line.quantity);
  }
  return figures;
}

interface Money {
  amount: number;
  postedAmount: number;
  total: number;
  to: string;
  payment: object | null;
}

function paidToShop(told: Told[]): number {
  let paid = 0;
  for (const { call, answer } of told.filter(hadEffect)) {
    const body = JSON.parse(answer.text) as Money;
    if (call.path.endsWith('/ledger/transfers')) paid += body.to === 'shop' ? body.postedAmount : 0;
    else if (/\/transfers\/[^/]+\/post$/.test(call.path)) paid += body.postedAmount;
    else if (call.path.endsWith('/reverse')) paid -= body.amount;
    else if (/\/(orders|checkout)$/.test(call.path)) paid += body.payment ? body.total : 0;
    else if (/\/orders\/[^/]+\/cancel$/.test(call.path)) paid -= body.payment ? body.total : 0;
  }
  return paid;
}

async function auditFaults(url: string): Promise<string[]> {
  const ask = (path: string, body: object): Promise<Answer> =>
    send(url, { method: 'POST', path: STORE + path, key: 'audit', body });
  const answers = [await ask('/inventory/audits', {}), await ask('/ledger/audits', { deep: true })];
  return answers.flatMap((answer) => {
    const { drift = ['none'], balanced = true } = JSON.parse(answer.text) as Audit;
    return drift.length === 0 && balanced ? [] : [`an audit says ${shown(answer)}`];
  });
}

interface Audit {
  drift?: unknown[];
  balanced?: boolean;
}

function hadEffect({ answer }: Told): boolean {
  return answer.status < 300;
}

async function read<T>(url: string, path: string): Promise<T> {
  return (await (await fetch(`${url}${STORE}${path}`)).json()) as T;
}

function shown({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 300)}`;
}
