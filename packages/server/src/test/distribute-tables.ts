import type pg from 'pg'

/**
 * Distributes the empty tables of the schema `claude` by account, with PostgreSQL's hash partitions. As on the servers
 * of a cluster, a unique key must contain the account, and rows of different partitions can have the same `ctid`.
 */
export const distributeTables = async (admin: pg.Client, tables: readonly string[]): Promise<void> => {
  await admin.query('set search_path = claude')
  for (const table of tables) {
    await admin.query(`
      alter table ${table} rename to ${table}_whole;
      create table ${table} (like ${table}_whole including all) partition by hash (account_id);
      drop table ${table}_whole`)
    for (const remainder of [0, 1, 2])
      await admin.query(`
        create table ${table}_${remainder} partition of ${table} for values with (modulus 3, remainder ${remainder})`)
  }
}
