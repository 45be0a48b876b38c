/** Types of PostgreSQL that columns have. */
type ColumnType = 'text' | 'bigint' | 'integer' | 'numeric' | 'boolean' | 'timestamptz' | 'json';

/** A table of the archive, as migrations/*.sql make it. */
export interface Table<Row> {
  name: string;
  columns: Record<keyof Row & string, ColumnType>;
  /** Records may change: a later row takes the place of an earlier one with the same id. */
  changes?: true;
}

/** Those of each row but the store, which is that of a call. */
export type Rows<Row> = readonly Row[];

/** Text of the statement that writes rows of one store: the store, and a list of values for each column. */
export function insertOf<Row>({ name, columns, changes }: Table<Row>): string {
  const names = Object.keys(columns);
  const lists = Object.values<ColumnType>(columns).map((type, i) => `$${i + 2}::${type}[]`);
  const replaced = names
    .filter((column) => column !== 'id')
    .map((column) => `${column} = excluded.${column}`);
  const onConflict = changes ? `(store, id) do update set ${replaced.join(', ')}` : 'do nothing';
  return (
    `insert into countinghouse.${name} (store, ${names.join(', ')}) ` +
    `select $1, * from unnest(${lists.join(', ')}) on conflict ${onConflict}`
  );
}

/** Values of that statement. */
export function valuesOf<Row>({ columns }: Table<Row>, store: string, rows: Rows<Row>): unknown[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return [store, ...names.map((name) => rows.map((row) => storable(row[name])))];
}

/** PostgreSQL keeps every character in text but this one. */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

/** A row as PostgreSQL hands it out, but for its times: a `bigint` as text. */
export type ReadRow<Row> = { [Column in keyof Row]: Row[Column] extends number ? string : Row[Column] };
