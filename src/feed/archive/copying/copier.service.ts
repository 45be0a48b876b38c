import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../../../platform/observability/metrics';
import { AccountName } from '../../../ledger';
import { decodeOrder } from '../../../orders';
import { deductionRow, deductions, movementsOf } from '../tables/deductions';
import { accountOf, entries, entryRow } from '../tables/entries';
import { EventRow, events } from '../tables/events';
import { movementRow, movements } from '../tables/movements';
import { orderRow, orders } from '../tables/orders';
import { Rows, Table } from '../tables/table';
import { transferRow, transfers } from '../tables/transfers';
import { movementsIn } from '../reading/movement-queries';
import { HistoryLua, Wanted } from './history.lua';
import { lastEntries, lastMovements } from './last-sequences';
import { Target } from './target';
import { Touched } from './touched';

/** Copies what is new about things from Redis into the tables. Each is read within the transaction that writes it. */
@Injectable()
export class Copier {
  private readonly logger = new Logger('Archive');

  constructor(
    private readonly history: HistoryLua,
    private readonly metrics: Metrics,
  ) {}

  /** Looks first for all that is archived before: from then on Redis is read while PostgreSQL writes. */
  async copy(target: Target, effects: Rows<EventRow>, touched: Touched): Promise<void> {
    await this.copyOrders(target, touched);
    const newMovements = await this.newMovements(target, touched);
    const names = await this.namesOf(target, touched);
    const newEntries = await this.newEntries(target, names);
    await this.rows(target, events, effects);
    const copied = await this.copyMovements(target, newMovements);
    await this.copyHistories(target, entries, newEntries, (key, sequence, record) =>
      entryRow(names.get(key)!, sequence, record),
    );
    const found = await this.records(target.store, 'transfer', touched.transfers);
    await this.write(target, transfers, found, (id, record) => transferRow(id, record));
    await this.copyDeductions(target, touched, copied);
  }

  private async rows<Row>({ store, transaction }: Target, table: Table<Row>, rows: Rows<Row>): Promise<void> {
    await transaction.write(table, store, rows);
    this.metrics.archiveRows.inc({ table: table.name }, rows.length);
  }

  /** Events about an order may leave out which SKUs it has. */
  private async copyOrders(target: Target, touched: Touched): Promise<void> {
    const found = await this.records(target.store, 'order', touched.orders);
    await this.write(target, orders, found, (id, record) => {
      touched.seeLines(decodeOrder(record).lines);
      return orderRow(id, record);
    });
  }

  private async newMovements(target: Target, { skus }: Touched): Promise<Wanted[]> {
    const known = await lastMovements(target, [...skus]);
    return [...skus].map((id) => ({ kind: 'movements', id, after: known.get(id) ?? 0 }));
  }

  private async namesOf({ store }: Target, { accounts }: Touched): Promise<Map<string, AccountName>> {
    const names = new Map<string, AccountName>();
    for (const [key, record] of await this.records(store, 'account', accounts)) {
      const name = this.readable('accounts', key, () => accountOf(key, record));
      if (name) names.set(key, name);
    }
    return names;
  }

  private async newEntries(target: Target, names: ReadonlyMap<string, AccountName>): Promise<Wanted[]> {
    const known = await lastEntries(target, names);
    return [...names.keys()].map((id) => ({ kind: 'entries', id, after: known.get(id) ?? 0 }));
  }

  /** Returns records of what it copied by their fields, as many as deductions of the same page may ask for. */
  private async copyMovements(target: Target, wanted: readonly Wanted[]): Promise<Map<string, string>> {
    const copied = new Map<string, string>();
    await this.copyHistories(target, movements, wanted, (sku, sequence, record) => {
      if (copied.size < MOST_COPIED) copied.set(`${sku}/${sequence}`, record);
      return movementRow(sku, sequence, record);
    });
    return copied;
  }

  private async copyDeductions(
    target: Target,
    touched: Touched,
    copied: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { store } = target;
    const found = await this.records(store, 'deduction', touched.deductions);
    const fields = new Map<string, string[]>();
    for (const [id, record] of found) {
      fields.set(id, this.readable('deductions', id, () => movementsOf(record)) ?? []);
    }
    const further = [...fields.values()].flat().filter((field) => !copied.has(field));
    const kept = await this.records(store, 'movement', further);
    const gone = further.filter((field) => !kept.has(field));
    if (gone.length > 0) {
      for (const [field, json] of await movementsIn(target.transaction, store, gone)) kept.set(field, json);
    }
    await this.write(target, deductions, found, (id, record) =>
      deductionRow(
        id,
        record,
        fields.get(id)!.map((field) => copied.get(field) ?? kept.get(field)),
      ),
    );
  }

  /** Each page is written as it is read: what follows a sequence may be long. */
  private async copyHistories<Row>(
    target: Target,
    table: Table<Row>,
    wanted: readonly Wanted[],
    toRow: (id: string, sequence: number, record: string) => Row,
  ): Promise<void> {
    let page: Row[] = [];
    for await (const { wanted: of, values } of this.history.read(target.store, wanted)) {
      for (const [i, record] of values.entries()) {
        const sequence = of.after + i + 1;
        const row = this.readable(table.name, `${of.id}/${sequence}`, () => toRow(of.id, sequence, record));
        if (row) page.push(row);
      }
      if (page.length < PAGE) continue;
      await this.rows(target, table, page);
      page = [];
    }
    await this.rows(target, table, page);
  }

  private async write<Row>(
    target: Target,
    table: Table<Row>,
    found: ReadonlyMap<string, string>,
    toRow: (id: string, record: string) => Row,
  ): Promise<void> {
    const rows = [...found].map(([id, record]) => this.readable(table.name, id, () => toRow(id, record)));
    await this.rows(
      target,
      table,
      rows.filter((row) => row !== undefined),
    );
  }

  /** Records by id, without those that are not there. */
  private async records(
    store: string,
    kind: Wanted['kind'],
    ids: Iterable<string>,
  ): Promise<Map<string, string>> {
    const wanted = [...new Set(ids)].map((id) => ({ kind, id, after: 0 }));
    const found = new Map<string, string>();
    for await (const { wanted: of, values } of this.history.read(store, wanted)) {
      if (values[0]) found.set(of.id, values[0]);
    }
    return found;
  }

  /** A record that is damaged keeps no other one from the archive; POST /audits/archive names it until it is mended. */
  private readable<T>(key: string, id: string, read: () => T): T | undefined {
    try {
      return read();
    } catch {
      this.logger.warn(`${key} ${id} cannot be read, and is not archived`);
      return undefined;
    }
  }
}

const PAGE = 1_000;
/** Movements of a page of effects are a few for each; a history that is behind may have millions. */
const MOST_COPIED = 5_000;
