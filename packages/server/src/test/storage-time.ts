/** Builds SQL that sets the storage's time in the schema `claude` to a constant, or to the real time for null. */
export const buildSetTimeSql = (now: number | null): string => `
  create or replace function claude.storage_time() returns timestamptz language sql volatile as $$
    select ${now === null ? 'pg_catalog.clock_timestamp()' : `to_timestamp(${now} / 1000.0)`} $$`
