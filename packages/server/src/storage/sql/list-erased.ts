import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import { neverKept } from '../kept-from.ts'
import type { Db } from './schema.ts'

/** Returns the hashes of all that is erased of an account. */
export const listErased = async (trx: Db, accountId: AccountId): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ readonly subject: string }>`
    select subject from kept_from
    where account_id = ${accountId} and reason = 'erased' and day = ${neverKept}::date`.execute(trx)
  return new Set(rows.map(({ subject }) => subject))
}
