/** What a timestamp column holds: SQLite keeps milliseconds. */
export type DatabaseTime = Date | number | string;

export function toDate(value: DatabaseTime): Date {
  return value instanceof Date ? value : new Date(value);
}

export function toOptionalDate(value: DatabaseTime | null): Date | undefined {
  return value === null ? undefined : toDate(value);
}
