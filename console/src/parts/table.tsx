import type { ComponentChildren } from 'preact';
import { Failure } from './refusal';
import type { List } from './use-load';

export interface Column<T> {
  name: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand at the right, digit below digit. */
  number?: boolean;
}

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string | number;
}

/** A table, which on a phone becomes a card for each row. */
export function Table<T>({ caption, columns, rows, keyOf }: TableProps<T>) {
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, number }) => (
              <th key={name} scope="col" class={number ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, number, cell }) => (
                <td key={name} data-label={name} class={number ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ListTableProps<T> extends Omit<TableProps<T>, 'rows'> {
  list: List<T>;
  /** Shown where the list has nothing: why, and what to do. */
  empty: ComponentChildren;
}

/** A list that is read page by page. */
export function ListTable<T>({ list, empty, ...table }: ListTableProps<T>) {
  const { data, error, more } = list;
  return (
    <>
      {error ? <Failure error={error} /> : null}
      {!data && !error && <p class="loading">Loading …</p>}
      {data?.length === 0 && <div class="empty">{empty}</div>}
      {data && data.length > 0 && <Table {...table} rows={data} />}
      {more && (
        <p class="more">
          <button type="button" onClick={more}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}
