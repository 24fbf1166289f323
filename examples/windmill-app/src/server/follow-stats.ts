import type { ClaudeStats, StatsRow } from '@windmill/claude-server'
import type { StatsTable } from './create-stats-table.ts'
import { demoAccountId } from './demo-account-id.ts'

/**
 * Brings Windmill's own table up to date. The rows of each step are read before the table changes, because SQLite has
 * one connection here, and nothing else may be written in the middle of a step.
 */
export const followStats = async (stats: ClaudeStats, table: StatsTable): Promise<void> => {
  for (let hasMore = true; hasMore; ) {
    const changes = await stats.changes(demoAccountId, { after: table.getCursor() })
    const rows: StatsRow[] = []
    for await (const page of stats.read(demoAccountId, changes)) rows.push(...page)
    table.replace(changes, rows)
    hasMore = changes.hasMore
  }
}

/** Time between two updates of the table, in milliseconds. */
const followIntervalMs = 20_000

/**
 * Brings the table up to date at a regular interval. Only one update runs at a time.
 * @param reportError - Called with the error of a failed update. The next update tries again.
 * @returns A function that ends the updates, and resolves when no update is running.
 */
export const startFollowing = (
  stats: ClaudeStats,
  table: StatsTable,
  reportError: (error: unknown) => void,
): (() => Promise<void>) => {
  let runningUpdate: Promise<void> | undefined
  const updateUnlessRunning = () => {
    runningUpdate ??= followStats(stats, table)
      .catch(reportError)
      .finally(() => {
        runningUpdate = undefined
      })
  }
  const timer = setInterval(updateUnlessRunning, followIntervalMs)
  updateUnlessRunning()
  return async () => {
    clearInterval(timer)
    await runningUpdate
  }
}
