import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'

type BudgetMethods = Pick<StorageAdapter, 'updateBudget'>

export const createBudgetMethods = (now: () => EpochMilliseconds): BudgetMethods => {
  const states = new Map<string, string>()
  return {
    async updateBudget(budgetId, update) {
      states.set(budgetId, update(states.get(budgetId) ?? null, now()))
    },
  }
}
