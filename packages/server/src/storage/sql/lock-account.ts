import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { Db } from './schema.ts'

/**
 * Locks the given kind of data of an account until the transaction ends, so that concurrent changes run one after
 * another. Otherwise they could lock the same rows in a different order and deadlock. To lock several kinds, follow the
 * order in which the type of `kind` lists them.
 * @param mode - A `shared` lock waits only for exclusive locks. The log is written with a shared lock of `ids`.
 */
export const lockAccount = async (
  trx: Db,
  kind: 'directory' | 'links' | 'kept' | 'ids',
  accountId: AccountId,
  mode: 'exclusive' | 'shared' = 'exclusive',
): Promise<void> => {
  const lock = mode === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  await sql`select ${lock}(hashtextextended(current_schema() || ${`:${kind}:${accountId}`}, 0))::text`.execute(trx)
}
