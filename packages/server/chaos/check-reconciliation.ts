import { addDays, type Day, provisionalDays } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import type { MonthCheck } from '../src/storage/adapter.ts'
import { account, admin, createWorker, type Environment, startProcess } from './environment.ts'

const hourMs = 3_600_000
/** Number of hourly runs after the request for a reconciliation. If an attempt fails, the next run repeats it. */
const runCount = 5

/**
 * Requests a reconciliation of all months, as an admin does, and checks that every whole month gets a result. The
 * reconciliation must not make the sync fail.
 */
export const checkReconciliation = async (environment: Environment, firstDay: Day): Promise<void> => {
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
      failures.push(`${month} was not reconciled after the request: ${JSON.stringify(check ?? null)}`)
    } else if (!scenario.hasLastingRangeDefects && !wasCompared(check)) {
      failures.push(`${month} counts as not comparable: ${check.finished.reason}`)
    }
  }
  failures.push(...environment.totalsObserver.takeFailures())
  const connection = await storage.getConnection(account)
  if (connection?.lastFailure) failures.push(`The last sync failed: ${JSON.stringify(connection.lastFailure)}`)
}

/**
 * Whether the stored sums of a month were compared with Claude's totals. This is also true for a disagreement, although
 * its result is `not_comparable`.
 */
export const wasCompared = ({ finished }: MonthCheck): boolean =>
  finished !== null && (finished.result !== 'not_comparable' || finished.reason === 'disagreement')

/** Lists the first days of the calendar months that are completely within a period. */
const listWholeMonths = (from: Day, to: Day): Day[] =>
  splitIntoBuckets({ from, to }, 'month')
    .filter((month) => month.from.endsWith('-01') && addDays(month.to, 1).endsWith('-01'))
    .map((month) => month.from)
