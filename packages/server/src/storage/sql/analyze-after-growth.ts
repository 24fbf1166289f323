import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './schema.ts'

/** Minimum number of new rows after which tables are analyzed. Fewer rows are read fast with any plan. */
const minRows = 5_000

type TableGroup = 'usage' | 'employees' | 'links'

/** Of `usage_days`, only the columns of its keys. No plan depends on the values of counters. */
const analyzedTables: Readonly<Record<TableGroup, RawBuilder<unknown>>> = {
  usage: sql`usage_days (account_id, day, claude_user_id), claude_users, ledger`,
  employees: sql`employees, reporting_lines`,
  links: sql`links, log, mappings`,
}

/** Call it after the transaction that wrote rows of an account. */
export type AnalyzeAfterGrowth = (tables: TableGroup, accountId: AccountId, newRows: number) => Promise<void>

/**
 * Creates a function that analyzes tables after the first large write of an account, and whenever the account's rows
 * written by this process have doubled since. Otherwise PostgreSQL would plan for an account without rows until
 * autovacuum has run. That can take hours. Autovacuum may never run if it is off, or if the account is small among
 * many.
 *
 * A role that does not own the tables only causes a warning in PostgreSQL's log, and a failure changes no result.
 */
export const createAnalyzer = (db: Db): AnalyzeAfterGrowth => {
  const counts = new Map<string, { rows: number; analyzedRows: number }>()
  return async (tables, accountId, newRows) => {
    const key = `${tables}:${accountId}`
    const count = counts.get(key) ?? { rows: 0, analyzedRows: 0 }
    counts.set(key, count)
    count.rows += newRows
    if (count.rows - count.analyzedRows < Math.max(minRows, count.analyzedRows)) return
    count.analyzedRows = count.rows
    // Skips a table that autovacuum is working on, instead of waiting for it.
    await sql`analyze (skip_locked) ${analyzedTables[tables]}`.execute(db).catch(() => {})
  }
}
