import type { AccountId } from '@windmill/claude-core'

/** Runs tasks of one account one after another, and those of different accounts concurrently. */
export type RunOneAtATime = <Result>(accountId: AccountId, task: () => Promise<Result>) => Promise<Result>

export const createRunOneAtATime = (): RunOneAtATime => {
  const lastTasks = new Map<AccountId, Promise<unknown>>()
  return async (accountId, task) => {
    const result = (lastTasks.get(accountId) ?? Promise.resolve()).then(task)
    const settled = result.catch(() => {})
    lastTasks.set(accountId, settled)
    try {
      return await result
    } finally {
      if (lastTasks.get(accountId) === settled) lastTasks.delete(accountId)
    }
  }
}
