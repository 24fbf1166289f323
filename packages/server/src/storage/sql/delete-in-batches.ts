import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './schema.ts'

/** Rows per transaction. Deleting more would hold locks for too long, or exceed the statement timeout. */
const maxRowsPerDelete = 20_000

/**
 * Deletes the rows of an account that fulfill a condition, in transactions of a bounded size. An interrupted deletion
 * can be repeated.
 * @param column - Rows are deleted in the order of this column, all rows with the same value in one transaction.
 * @param condition - By default, all rows are deleted.
 */
export const deleteInBatches = async (
  db: Db,
  table: 'log' | 'reporting_lines',
  accountId: AccountId,
  column: 'at' | 'ended_at' | 'employee_id',
  condition: RawBuilder<unknown> = sql`true`,
): Promise<void> => {
  const isDue = sql`account_id = ${accountId} and ${condition}`
  const [name, order] = [sql.table(table), sql.ref(column)]
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from ${name} where ${isDue} and ${order} <= (
        select max(${order}) from (
          select ${order} from ${name} where ${isDue} order by ${order} limit ${maxRowsPerDelete}
        ) as batch
      )`.execute(db)
    if (Number(numAffectedRows) < maxRowsPerDelete) return
  }
}
