import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { reasonOf, type StorageError } from '../errors.ts'
import { access } from './access.ts'
import { adoption } from './adoption.ts'
import { connections } from './connections.ts'
import { days } from './days.ts'
import { directory } from './directory.ts'
import { directoryStatus } from './directory-status.ts'
import { exports } from './export.ts'
import { leases } from './leases.ts'
import { ledger } from './ledger.ts'
import { linkChanges } from './link-changes.ts'
import { links } from './links.ts'
import { migrateToLatest } from './migrations.ts'
import { explained } from './not-started.ts'
import type { Db } from './schema.ts'
import { team } from './team.ts'
import { usage } from './usage.ts'
import { visibility } from './visibility.ts'

/**
 * The adapter over any PostgreSQL that Kysely can talk to.
 * @param options.close - Lets go of what the adapter itself has opened.
 * @param options.unreachable - Turns the reason why the database does not answer into an error that says what to do.
 */
export const sqlStorage = (
  db: Db,
  options: { readonly close: () => Promise<void>; readonly unreachable: (reason: string) => StorageError },
): StorageAdapter => ({
  async migrate() {
    try {
      await sql`select 1`.execute(db)
    } catch (error) {
      throw options.unreachable(reasonOf(error))
    }
    await migrateToLatest(db)
  },
  close: options.close,
  ...explained({
    ...connections(db),
    ...leases(db),
    ...ledger(db),
    ...days(db),
    ...directory(db),
    ...directoryStatus(db),
    ...links(db),
    ...linkChanges(db),
    ...visibility(db),
    ...usage(db),
    ...team(db),
    ...adoption(db),
    ...exports(db),
    ...access(db),
  }),
})
