import type pg from 'pg'
import { expect, vi } from 'vitest'

/** Counts the sessions of a database that wait for a lock. */
export const countLockWaits = async (client: pg.Client): Promise<number> => {
  // Otherwise, within a transaction, PostgreSQL would always return the activity that it read first.
  await client.query('select pg_stat_clear_snapshot()')
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length
}

/** Waits until this many sessions of a database wait for a lock. */
export const waitForLockWaits = (client: pg.Client, count: number): Promise<void> =>
  vi.waitFor(async () => expect(await countLockWaits(client)).toBe(count), { timeout: 20_000, interval: 5 })
