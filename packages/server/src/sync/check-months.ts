import type { AccountId, ClaudeUser, Day, Period } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, isRefusal } from '@windmill/claude-core/api'
import { isDisagreement } from '@windmill/claude-core/internal'
import type { Clock } from '../clock.ts'
import { describeError, type Logger } from '../logger.ts'
import {
  type CheckResult,
  type EpochMilliseconds,
  type Finding,
  LeaseLostError,
  type LedgerEntry,
  type MonthCheck,
  type StorageAdapter,
} from '../storage/adapter.ts'
import { compareMonth, type MonthComparison } from './compare-month.ts'
import { TotalsBudgetError } from './pacer.ts'
import { clampRepairSince, planChecks } from './plan-checks.ts'
import type { Report } from './read-day.ts'
import { isFinalFailure, readTotals, type Totals, userTotalCounters } from './read-totals.ts'

/** Input of `checkMonths`. */
export interface CheckInput {
  readonly accountId: AccountId
  /** Fencing token of the lease. */
  readonly token: number
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /** When somebody last asked for a check of every month. Null if nobody did. */
  readonly checkRequestedAt: EpochMilliseconds | null
  /** Excludes the Claude users of excluded employees. */
  readonly exclude: (users: Iterable<ClaudeUser>) => Promise<boolean>
  /** Creates a client for requests that count in the budget of reconciliations. */
  readonly createClient: (signal: AbortSignal, options: { readonly purpose: 'totals' }) => AnalyticsClient
  /** The run's ledger. Days that are read again change it. */
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly getLatestDay: () => Day
  readonly keptFrom: Day | null
  /**
   * Reads again the days of a month that were last read before a time.
   * @returns Null when all of them were read, or the code of a failure, or `ended` when the run ends.
   */
  readonly rereadDays: (request: RereadRequest) => Promise<string | null>
  /** Rejects and ends the run if the API refuses the latest day too. */
  readonly checkAccess: () => Promise<void>
  /** Called when a month was found to differ from Claude's totals, after this result was stored. */
  readonly onMonthDiffers: (month: Day) => Promise<void>
  /** Ends the checks at once. The next run continues unfinished checks. */
  readonly signal: AbortSignal
}

/** Days to read again. */
export interface RereadRequest {
  readonly period: Period
  /** Days that were last read at this time or later are not read again. */
  readonly since: EpochMilliseconds
}

/** The result of `rereadDays` when the run ends before all days are read. */
export const endedCode = 'ended'
/** The result of `rereadDays` when the budget of reconciliations is spent before all days are read. */
export const budgetSpentCode = 'budget_spent'
/** The reason of a month in which most people's figures differ from Claude's totals. */
const disagreementReason = 'disagreement'

/** Attempts at a check, each by another run. After the last one, the month counts as not comparable. */
const maxAttempts = 3

/**
 * Checks the months that are due against Claude's totals. If anyone's figures differ, or are unknown although Claude
 * gives them, reads the days of the month again and compares again. Never removes figures. A failure of the API
 * only changes the stored result of the check. A failure of storage is only logged, because the days of the run are
 * already stored.
 * @throws `LeaseLostError`, or an `AnalyticsError` `organization_differs`.
 */
export const checkMonths = async (input: CheckInput): Promise<void> => {
  const { accountId, logger, signal } = input
  try {
    await checkDueMonths(input)
  } catch (error) {
    if (signal.aborted) return
    if (error instanceof LeaseLostError || isOtherOrganization(error)) throw error
    logger.error('Months not checked; the next sync tries again', { accountId, ...describeError(error) })
  }
}

const isOtherOrganization = (error: unknown): boolean =>
  error instanceof AnalyticsError && error.code === 'organization_differs'

const checkDueMonths = async (input: CheckInput): Promise<void> => {
  const { accountId, storage, clock, ledger, getLatestDay, keptFrom, checkRequestedAt, signal } = input
  const checks = await storage.listMonthChecks(accountId)
  const months = planChecks({
    ledger,
    checks,
    latestDay: getLatestDay(),
    keptFrom,
    now: clock.now(),
    requestedAt: checkRequestedAt,
  })
  for (const month of months) {
    if (signal.aborted) return
    const stored = checks.find((check) => check.month === month.from)
    const canContinue = await checkMonth(input, month, stored)
    if (!canContinue) return
  }
}

/**
 * Checks one month.
 * @returns Whether another month can be checked in this run.
 */
const checkMonth = async (input: CheckInput, month: Period, stored: MonthCheck | undefined): Promise<boolean> => {
  const { accountId, token, storage, clock, logger, ledger, signal } = input
  const listEntries = (): LedgerEntry[] =>
    [...ledger.values()].filter(({ day }) => day >= month.from && day <= month.to)
  let check = startCheck(month.from, stored)
  const save = async (changes: Partial<MonthCheck>, findings?: MonthComparison['findings']): Promise<void> => {
    check = { ...check, ...changes }
    await storage.saveMonthCheck(accountId, token, check, findings)
  }
  const finish = async (
    result: CheckResult,
    counters: Totals['reportCounters'],
    {
      reason = null,
      findings = [],
    }: { readonly reason?: string | null; readonly findings?: readonly Omit<Finding, 'month'>[] } = {},
  ): Promise<void> => {
    const at = clock.now()
    const { finished } = check
    const firstAt = finished?.firstAt ?? at
    await save(
      { finished: { at, firstAt, result, reason, counters, count: (finished?.count ?? 0) + 1 }, pending: null },
      findings,
    )
    const people = new Set(findings.map(({ claudeUserId }) => claudeUserId)).size
    logger.info('Month checked against Claude’s totals', { accountId, month: month.from, result, reason, people })
  }
  /**
   * Notes a failed attempt. The last attempt ends the check.
   * @returns Whether another month can be checked in this run: only after a final failure.
   */
  const fail = async (code: string, isFinal: boolean): Promise<boolean> => {
    const attempts = (check.pending?.attempts ?? 0) + 1
    if (isFinal || attempts >= maxAttempts) await finish('not_comparable', [], { reason: code })
    else await save({ pending: { repairSince: check.pending?.repairSince ?? null, attempts } })
    return isFinal
  }
  const noteSpentBudget = (): false => {
    logger.info('The budget of reconciliations is spent; they go on later', { accountId, month: month.from })
    return false
  }
  const compare = async (): Promise<{ readonly totals: Totals; readonly comparison: MonthComparison }> => {
    const client = input.createClient(signal, { purpose: 'totals' })
    const totals = await readTotals(client, month, findUniformReports(listEntries()))
    await input.exclude(totals.claudeUsers)
    const comparison = await compareMonth(storage, accountId, month, ledger.values(), totals)
    return { totals, comparison }
  }

  try {
    if (check.pending?.repairSince == null) {
      const { totals, comparison } = await compare()
      if (comparison.findings.length === 0 && !comparison.isIncomplete) {
        await finish('equal', listComparedCounters(totals))
        return true
      }
      await save({ pending: { repairSince: clock.now(), attempts: check.pending?.attempts ?? 0 } })
    }
    const since = clampRepairSince(check.pending?.repairSince ?? clock.now(), clock.now())
    const code = await input.rereadDays({ period: month, since })
    if (code === endedCode || signal.aborted) return false
    if (code === budgetSpentCode) return noteSpentBudget()
    if (code !== null) {
      await fail(code, false)
      return false
    }
    const { totals, comparison } = await compare()
    const { findings, differingUsers, comparedUsers } = comparison
    if (findings.length === 0) await finish('equal', listComparedCounters(totals))
    else if (isDisagreement(differingUsers, comparedUsers)) {
      await finish('not_comparable', listComparedCounters(totals), { reason: disagreementReason })
    } else {
      await finish('differs', listComparedCounters(totals), { findings })
      await input.onMonthDiffers(month.from)
    }
    return true
  } catch (error) {
    if (signal.aborted) return false
    if (error instanceof TotalsBudgetError) return noteSpentBudget()
    if (!(error instanceof AnalyticsError) || isOtherOrganization(error)) throw error
    // If the API refuses everything, the totals are not the cause, so the check stays pending.
    if (isRefusal(error)) await input.checkAccess()
    return await fail(error.code, isFinalFailure(error))
  }
}

const listComparedCounters = ({ reportCounters }: Totals): Totals['reportCounters'] => [
  ...userTotalCounters,
  ...reportCounters,
]

/**
 * Lists the reports that every day was read from. Counts from other sources do not add up to the totals of a report.
 */
const findUniformReports = (days: readonly LedgerEntry[]): readonly Report[] =>
  (['skills', 'connectors'] as const).filter((report) => days.every(({ read }) => read?.[report] === 'report'))

const startCheck = (month: Day, stored: MonthCheck | undefined): MonthCheck => ({
  month,
  finished: stored?.finished ?? null,
  pending: stored?.pending ?? { repairSince: null, attempts: 0 },
})
