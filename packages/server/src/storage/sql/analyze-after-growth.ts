import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** Fewer rows are read fast with any plan. */
const minRows = 5_000

/**
 * Creates a function to call after rows were written. It analyzes the tables after the first large write, and whenever
 * the rows written by this process have doubled since. Otherwise PostgreSQL would plan for empty tables until autovacuum
 * has come by, which can take hours, or forever where it is off.
 *
 * A role that does not own the tables only causes a warning in the server's log, and a failure changes no result.
 */
export const createAnalyzer = (db: Db): ((newRows: number) => Promise<void>) => {
  let rows = 0
  let analyzedRows = 0
  return async (newRows) => {
    rows += newRows
    if (rows - analyzedRows < Math.max(minRows, analyzedRows)) return
    analyzedRows = rows
    // Skips a table that autovacuum is working on, instead of waiting for it.
    await sql`analyze (skip_locked) usage_days, claude_users, employees, links, ledger`.execute(db).catch(() => {})
  }
}
