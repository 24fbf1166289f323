import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { Db } from './schema.ts'

/**
 * Locks the given kind of data of an account until the transaction ends, so that concurrent changes run one after
 * another. Otherwise they could lock the same rows in a different order and deadlock.
 */
export const lockAccount = async (
  trx: Db,
  kind: 'directory' | 'links' | 'kept',
  accountId: AccountId,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ${`:${kind}:${accountId}`}, 0))::text`.execute(
    trx,
  )
}
