import { Knex } from 'knex';

type Value = string | number | Date;

/**
 * A query for rows that are sent as one parameter. Hundreds of parameters cost
 * more than what is done with them.
 *
 * @param types - of each column in PostgreSQL; SQLite knows none
 */
export function jsonRows<Column extends string>(
  knex: Knex,
  types: Record<Column, 'uuid' | 'text' | 'bigint' | 'timestamptz'>,
  rows: Array<Record<Column, Value>>,
): Knex.Raw {
  const isPostgres = knex.client.config.client === 'pg';
  const columns = Object.keys(types) as Column[];
  const json = JSON.stringify(
    rows.map(row => columns.map(column => toJson(row[column], isPostgres))),
  );
  const from = isPostgres ? 'json_array_elements(?::json)' : 'json_each(?)';
  const selected = columns.map((column, index) =>
    isPostgres
      ? `(value ->> ${index})::${types[column]} as ${column}`
      : `json_extract(value, '$[${index}]') as ${column}`,
  );
  return knex.raw(`select ${selected.join(', ')} from ${from}`, [json]);
}

function toJson(value: Value, isPostgres: boolean): string | number {
  if (value instanceof Date) {
    return isPostgres ? value.toISOString() : value.getTime();
  }
  return value;
}
