import { Redis } from 'ioredis';

/** The effects of one operation on one SKU that stand together in the journal. */
interface Step {
  operation: string;
  atMs: number;
  effects: [type: string, data: Data][];
}

type Data = Record<string, unknown> & { id: string; sku: string };

interface Waiting {
  id: string;
  quantity: number;
  atLeast: number;
}

/** How a SKU and its line stood after an operation. */
export interface Moment {
  atMs: number;
  onHand: number;
  reserved: number;
  sold: number;
  waiting: number;
}

/** The operation of the service that runs on what another left: it follows at once, and nothing is sold in between. */
const GOES_ON = /^line-/;

/**
 * A SKU and its line, as the journal alone tells: read from the first entry to the last, it says where a unit was idle
 * while somebody waited for it, and where somebody was promoted who did not stand in front.
 */
export class LineBooks {
  readonly moments: Moment[] = [];
  readonly faults: string[] = [];
  /** How long after their deadlines reservations were ended. */
  readonly lateMs: number[] = [];
  private readonly deadlines = new Map<string, number>();
  /** Who was promoted, in this order. */
  readonly promoted: string[] = [];
  private onHand = 0;
  private reserved = 0;
  private sold = 0;
  private safetyStock = 0;
  private readonly line = new Map<string, Waiting>();

  constructor(
    private readonly sku: string,
    private readonly successors: RegExp,
  ) {}

  /** Units may lie idle only until the next operation, and only if that is one of `successors`. */
  static async read(redis: Redis, journal: string, sku: string, successors = GOES_ON): Promise<LineBooks> {
    const books = new LineBooks(sku, successors);
    const steps = await stepsOf(redis, journal);
    steps.forEach((step, i) => books.take(step, steps[i + 1]));
    return books;
  }

  private take({ operation, atMs, effects }: Step, next: Step | undefined): void {
    for (const [type, data] of effects) {
      this.apply(type, data);
      this.time(type, data, atMs);
    }
    const { onHand, reserved, sold, line } = this;
    this.moments.push({ atMs, onHand, reserved, sold, waiting: line.size });
    const [first] = line.values();
    const available = onHand - reserved - this.safetyStock;
    const goesOn = next && this.successors.test(next.operation);
    if (reserved < 0 || reserved > onHand) this.faults.push(`${reserved} of ${onHand} are reserved`);
    if (first && available >= first.atLeast && !goesOn)
      this.faults.push(`${available} were idle after ${operation}, while ${first.id} waited`);
  }

  private time(type: string, { id, expiresAtMs }: Data, atMs: number): void {
    if (type === 'reservation.created' || type === 'reservation.extended')
      this.deadlines.set(id, expiresAtMs as number);
    else if (type === 'reservation.expired') this.lateMs.push(atMs - this.deadlines.get(id)!);
  }

  private apply(type: string, data: Data): void {
    const units = (lines: unknown): number => unitsOf(this.sku, lines as string | undefined);
    const concerns = data.sku === undefined || data.sku === this.sku;
    if (!concerns) return;
    switch (type) {
      case 'inventory.adjusted':
        this.onHand += data.change as number;
        break;
      case 'inventory.policy_set':
        this.safetyStock = data.safetyStock as number;
        break;
      case 'inventory.deducted':
      case 'inventory.deduction_reversed':
        this.sold -= (data.to as number) - (data.from as number);
        this.onHand = data.to as number;
        break;
      case 'reservation.created':
        this.reserved += units(data.lines);
        break;
      case 'reservation.cancelled':
      case 'reservation.cancelled_in_part':
      case 'reservation.expired':
        this.reserved -= units(data.lines);
        break;
      case 'reservation.lines_set':
        this.reserved += units(data.lines) - units(data.before);
        break;
      case 'reservation.committed':
      case 'reservation.committed_in_part':
        this.onHand -= units(data.lines);
        this.sold += units(data.lines);
        this.reserved -= units(data.lines) + units(data.released);
        break;
      default:
        this.applyToLine(type, data);
    }
  }

  private applyToLine(type: string, data: Data): void {
    if (type === 'inventory.wait_created') {
      const { id, quantity, atLeast } = data as unknown as Waiting;
      this.line.set(id, { id, quantity, atLeast: atLeast ?? quantity });
    } else if (type === 'inventory.wait_cancelled' || type === 'inventory.wait_expired') {
      this.line.delete(data.id);
    } else if (type === 'inventory.wait_promoted') {
      const [first] = this.line.keys();
      if (!this.line.has(data.id)) return;
      if (first !== data.id) this.faults.push(`${data.id} was promoted before ${first}`);
      this.promoted.push(data.id);
      this.line.delete(data.id);
    }
  }
}

/** The units of a SKU in lines as the journal has them: `SKU*quantity,SKU*quantity`. */
function unitsOf(sku: string, packed = ''): number {
  return packed.split(',').reduce((sum, line) => {
    const [name, quantity] = line.split('*');
    return name === sku ? sum + Number(quantity) : sum;
  }, 0);
}

/** Entries of the journal, those of one operation that follow each other as one. */
async function stepsOf(redis: Redis, journal: string): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [id, [, source, ...fields]] of await redis.xrange(journal, '-', '+')) {
    const [operation, atMs] = [source!.split(' ')[0]!, Number(id.split('-')[0])];
    const effects = Array.from({ length: fields.length / 2 }, (_, i): [string, Data] => [
      fields[2 * i]!,
      JSON.parse(fields[2 * i + 1]!) as Data,
    ]);
    const last = steps.at(-1);
    if (last?.operation === operation) last.effects.push(...effects);
    else steps.push({ operation, atMs, effects });
  }
  return steps;
}
