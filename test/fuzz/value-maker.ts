import { OpenAPIObject } from '@nestjs/swagger';
import { Dice } from './dice';
import { ODD_NAMES, ODD_VALUES } from './odd-values';

export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  example?: string | number | boolean;
}

/** Few names, so that requests meet what others made. */
const NAMES: Record<string, readonly string[]> = {
  sku: ['A', 'B', 'C', 'TEE-M'],
  from: ['ann', 'bob', 'shop', '@world', 'c1'],
  to: ['ann', 'bob', 'shop', '@world', 'approved', 'rejected', 'processing', 'completed'],
  customerId: ['ann', 'bob'],
  definition: ['approval', 'one', 'two'],
  name: ['approval', 'one', 'two'],
  n: ['1', '2', '3'],
  asset: ['USD', 'EUR', 'points'],
  currency: ['USD', 'EUR'],
  timeZone: ['UTC', 'Europe/Berlin', 'America/St_Johns'],
  expectedState: ['pending', 'approved', 'processing'],
};
const IDS = ['1', '2', '3', '4', '5', 'ann', 'bob', 'shop', 'c1'];

/** Makes values that a schema allows, and spoils them. */
export class ValueMaker {
  /** Ids that the service made up. */
  readonly seenIds: string[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly document: OpenAPIObject,
  ) {}

  valid(schema: Schema, name = ''): unknown {
    const { $ref, allOf } = schema;
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if ($ref) return this.valid(this.document.components!.schemas![$ref.split('/').at(-1)!] as Schema, name);
    if (allOf) return this.valid(allOf[0]!, name);
    if (schema.enum) return this.dice.pick(schema.enum);
    if (type === 'integer') return this.integer(schema);
    if (type === 'boolean') return this.dice.chance(0.5);
    if (type === 'array') return this.array(schema, name);
    if (type === 'object' || schema.properties) return this.object(schema);
    return this.text(name, schema);
  }

  text(name: string, schema: Schema = {}): string {
    const names = NAMES[name];
    if (names) return this.dice.pick(names);
    if (/id$/i.test(name)) {
      const made = this.dice.chance(0.3) && this.seenIds.length > 0;
      return this.dice.pick(made ? this.seenIds.slice(-50) : IDS);
    }
    if (schema.example !== undefined && this.dice.chance(0.5)) return String(schema.example);
    return this.dice.pick(['x', 'PO 4711', 'Grüße 🙂', 'y'.repeat(schema.maxLength ?? 20)]);
  }

  /** Copies the value with one place changed into something odd. */
  spoil(value: unknown): unknown {
    if (value !== null && typeof value === 'object' && this.dice.chance(0.85)) return this.spoilInside(value);
    return this.dice.pick(ODD_VALUES);
  }

  private integer({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema): number {
    const least = Math.max(minimum, -5);
    if (this.dice.chance(0.9)) return Math.min(maximum, least + this.dice.below(20));
    return this.dice.pick([minimum, maximum, maximum - 1, Math.min(maximum, 1_000_000)]);
  }

  private array({ items, maxItems = 5 }: Schema, name: string): unknown[] {
    const length = this.dice.chance(0.03) ? this.dice.pick([maxItems, maxItems + 1]) : 1 + this.dice.below(3);
    return Array.from({ length }, () => this.valid(items ?? {}, name));
  }

  private object({ properties = {}, required = [], additionalProperties }: Schema): Record<string, unknown> {
    const names = Object.keys(properties).filter((name) => required.includes(name) || this.dice.chance(0.3));
    const made = Object.fromEntries(names.map((name) => [name, this.valid(properties[name]!, name)]));
    if (typeof additionalProperties === 'object') {
      for (const state of ['pending', 'approved']) made[state] = this.valid(additionalProperties);
    } else if (additionalProperties) made.note = this.dice.pick(ODD_VALUES.slice(0, 20));
    return made;
  }

  private spoilInside(value: object): unknown {
    if (Array.isArray(value)) {
      const at = this.dice.below(value.length);
      if (this.dice.chance(0.1)) return Array<unknown>(this.dice.pick([0, 101, 501, 2_000])).fill(value[0]);
      return value.map((item: unknown, i) => (i === at ? this.spoil(item) : item));
    }
    const entries = Object.entries(value);
    if (entries.length === 0 || this.dice.chance(0.2)) {
      return { ...value, [this.dice.pick(ODD_NAMES)]: this.dice.pick(ODD_VALUES) };
    }
    const at = this.dice.below(entries.length);
    if (this.dice.chance(0.15)) return Object.fromEntries(entries.filter((_, i) => i !== at));
    return Object.fromEntries(
      entries.map(([name, inner], i) => [name, i === at ? this.spoil(inner) : (inner as unknown)]),
    );
  }
}
