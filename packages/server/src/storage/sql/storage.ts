import type { StorageAdapter } from '../adapter.ts'
import { connections } from './connections.ts'
import { days } from './days.ts'
import { directory } from './directory.ts'
import { leases } from './leases.ts'
import { ledger } from './ledger.ts'
import { links } from './links.ts'
import { migrateToLatest } from './migrations.ts'
import type { Db } from './schema.ts'
import { usage } from './usage.ts'
import { visibility } from './visibility.ts'

/**
 * The adapter over any PostgreSQL that Kysely can talk to.
 * @param options.close - Lets go of what the adapter itself has opened.
 * @param options.explain - Makes an error of `migrate`, the first to meet the database, into one that says what to do.
 */
export const sqlStorage = (
  db: Db,
  options: { readonly close: () => Promise<void>; readonly explain: (error: unknown) => unknown },
): StorageAdapter => ({
  async migrate() {
    try {
      await migrateToLatest(db)
    } catch (error) {
      throw options.explain(error)
    }
  },
  close: options.close,
  ...connections(db),
  ...leases(db),
  ...ledger(db),
  ...days(db),
  ...directory(db),
  ...links(db),
  ...visibility(db),
  ...usage(db),
})
