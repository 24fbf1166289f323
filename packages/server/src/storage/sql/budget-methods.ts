import { sql } from 'kysely'
import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import type { Db } from './schema.ts'

type BudgetMethods = Pick<StorageAdapter, 'updateBudget'>

/** Maximum attempts of an update. Each failed attempt means that another update succeeded. */
const maxAttempts = 100

export const createBudgetMethods = (db: Db): BudgetMethods => ({
  // Compares and sets instead of locking the row, so that a process that stalls during an update delays no other one.
  async updateBudget(budgetId, update) {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const { rows } = await sql<{ state: string | null; now: EpochMilliseconds }>`
        select (select state from budgets where budget_id = ${budgetId}) as state,
          (extract(epoch from storage_time()) * 1000)::double precision as now`.execute(db)
      const before = rows[0]?.state ?? null
      const after = update(before, rows[0]?.now ?? 0)
      if (after === before) return
      if (before === null) await deleteUnusedBudgets(db)
      const written = await sql`
        insert into budgets as stored (budget_id, state, used_at) values (${budgetId}, ${after}, storage_time())
        on conflict (budget_id) do update set state = excluded.state, used_at = excluded.used_at
        where stored.state = ${before}
        returning budget_id`.execute(db)
      if (written.rows.length > 0) return
    }
    throw new Error(`The request budget was changed ${maxAttempts} times by other processes. The request was not sent.`)
  },
})

const deleteUnusedBudgets = async (db: Db): Promise<void> => {
  await sql`delete from budgets where used_at < storage_time() - interval '1 day'`.execute(db)
}
