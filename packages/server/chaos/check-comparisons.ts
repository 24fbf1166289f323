import { addDays, type Day, provisionalDays } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import type { MonthCheck } from '../src/storage/adapter.ts'
import { account, admin, createWorker, type Environment, startProcess } from './environment.ts'

const hourMs = 3_600_000
/** Hourly runs after a request for comparisons. A failed attempt is repeated by the next run. */
const runCount = 5

/**
 * Asks for a comparison of every month, as an admin does, and checks that all of them end. The sync must work as if
 * there were no comparisons.
 */
export const checkComparisons = async (environment: Environment, firstDay: Day): Promise<void> => {
  const { clock, storage, api, scenario, failures } = environment
  await clock.sleep(hourMs)
  await startProcess(environment, environment).reconciliation.check(account, { by: admin.employeeId })
  const requestedAt = clock.now()
  const worker = createWorker(environment, environment)
  for (let run = 0; run < runCount; run += 1) {
    await clock.sleep(hourMs)
    await worker.runHourlySync()
  }
  const checks = new Map((await storage.listMonthChecks(account)).map((check) => [check.month, check]))
  const to = addDays(api.truth.latestDay(), -provisionalDays)
  for (const month of listWholeMonths(firstDay, to)) {
    const check = checks.get(month)
    if (!check?.finished || check.pending || check.finished.at < requestedAt) {
      failures.push(`${month} was not compared when somebody asked for it: ${JSON.stringify(check ?? null)}`)
    } else if (!scenario.hasLastingRangeDefects && !wasCompared(check)) {
      failures.push(`${month} counts as not comparable: ${check.finished.reason}`)
    }
  }
  failures.push(...environment.totalsObserver.takeFailures())
  const connection = await storage.getConnection(account)
  if (connection?.lastFailure) failures.push(`The last sync failed: ${JSON.stringify(connection.lastFailure)}`)
}

/** Whether the check of a month ended with a comparison. A disagreement is the result of a comparison too. */
export const wasCompared = ({ finished }: MonthCheck): boolean =>
  finished !== null && (finished.result !== 'not_comparable' || finished.reason === 'disagreement')

/** Lists the first days of the calendar months that are completely within a period. */
const listWholeMonths = (from: Day, to: Day): Day[] =>
  splitIntoBuckets({ from, to }, 'month')
    .filter((month) => month.from.endsWith('-01') && addDays(month.to, 1).endsWith('-01'))
    .map((month) => month.from)
