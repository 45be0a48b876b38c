import { Injectable } from '@nestjs/common';
import { Page } from '../../platform/http';
import { ReplyValue, Result, ScriptRunner, toResult } from '../../platform/redis';
import { Sales } from './sales.dto';

export type SalesResult<T> = Result<T, 'SKU_NOT_FOUND'>;

/** The scripts that read what was sold; each method is the script of the same name. */
@Injectable()
export class SalesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async readSales(store: string, sku: string): Promise<SalesResult<Sales>> {
    return toResult(await this.scripts.run('orders/read-sales', { store, args: { sku } }), toSales);
  }

  /** The cursor, and `nextCursor`, is `units/sku` of the last item seen. */
  async listSales(store: string, cursor: string, limit: number): Promise<SalesResult<Page<Sales>>> {
    const [units, sku] = cursor.split('/');
    const args = { cursor_units: units ? Number(units) : undefined, cursor_sku: sku, limit };
    const reply = await this.scripts.run('orders/list-sales', { store, args });
    return toResult(reply, ([more, ...values]) => {
      const items: Sales[] = [];
      for (let i = 0; i < values.length; i += 2) items.push(toSales(values.slice(i, i + 2)));
      const last = items.at(-1);
      return { items, nextCursor: more === '1' && last ? `${last.unitsSold}/${last.sku}` : null };
    });
  }
}

function toSales(values: ReplyValue[]): Sales {
  const [sku, units] = values as [string, string];
  return { sku, unitsSold: Number(units) };
}
