import { addDays, type Day, listDays } from '@windmill/claude-core'
import type { ClaudeApi, FaultKind } from '@windmill/example-claude-api'
import type { StorageAdapter } from '../src/storage/adapter.ts'
import { type DayRows, findWrongResult } from './find-wrong-result.ts'

/** Kinds of faults after which the totals on a page may differ from the truth. */
const spoilingKinds: ReadonlySet<FaultKind> = new Set([
  'bad_rows',
  'wrong_type',
  'null_block',
  'repeated_row',
  'endless_pages',
  'huge_row',
])

/**
 * Observes the reconciliation with Claude's totals, and checks its results against the truth. Does not check a result
 * if a fault may have changed the totals.
 */
export interface TotalsObserver {
  /** Wraps the function that sends requests to the API. */
  readonly observeRequests: (send: typeof fetch) => typeof fetch
  /** Wraps the storage of the results. */
  readonly observeStorage: (storage: StorageAdapter) => StorageAdapter
  /** Returns the failures since the last call. */
  readonly takeFailures: () => string[]
}

/** The truth about a month when its totals were last requested. */
interface RequestedTotals {
  readonly truth: readonly DayRows[]
  readonly missingUsers: readonly string[]
  readonly isRounded: boolean
  /** Whether a fault may have changed the totals. */
  isSpoiled: boolean
  /** Whether another organization answered. */
  isForeign: boolean
}

export const createTotalsObserver = (api: ClaudeApi): TotalsObserver => {
  const failures: string[] = []
  const requestedTotals = new Map<string, RequestedTotals>()
  return {
    takeFailures: () => failures.splice(0),
    observeRequests: (send) => async (input, init) => {
      const { pathname, searchParams: params } = new URL(String(input))
      const month = params.get('starting_date') as Day | null
      if (month === null || pathname.endsWith('/summaries')) return await send(input, init)
      const { rangesWithoutUsers, rangeRounding, pageOverlap } = api.settings()
      const isFirstPage = pathname.endsWith('/users') && !params.has('page')
      const totals = isFirstPage ? undefined : requestedTotals.get(month)
      const current = totals ?? {
        truth: listDays(toMonth(month)).map((day) => api.truth.day(day)),
        missingUsers: rangesWithoutUsers,
        isRounded: rangeRounding > 1,
        isSpoiled: false,
        isForeign: false,
      }
      requestedTotals.set(month, current)
      if (pageOverlap === 'changed' || api.faults().some(({ kind }) => spoilingKinds.has(kind))) {
        current.isSpoiled = true
      }
      const response = await send(input, init)
      const organizationId = response.headers.get('anthropic-organization-id')
      if (organizationId !== null && organizationId !== api.organization.id) current.isForeign = true
      return response
    },
    observeStorage: (storage) => ({
      ...storage,
      async saveMonthCheck(accountId, token, check, findings) {
        await storage.saveMonthCheck(accountId, token, check, findings)
        const { month, finished } = check
        const totals = requestedTotals.get(month)
        if (!findings || !finished) return
        if (!totals) {
          failures.push(`${month} was compared without any totals`)
          return
        }
        if (finished.result !== 'not_comparable' && totals.isForeign) {
          failures.push(`${month} was compared with the totals of another organization`)
        }
        if (totals.isSpoiled || totals.isForeign) return
        const ledger = new Map((await storage.readLedger(accountId, toMonth(month))).map((entry) => [entry.day, entry]))
        const stored = await Promise.all(
          listDays(toMonth(month)).map(async (day) => ({
            rows: new Map((await storage.readUsage(accountId, day)).map((row) => [row.claudeUserId, row.counters])),
            unattributedRows: ledger.get(day)?.read?.unattributedRows ?? 0,
          })),
        )
        const { truth, missingUsers, isRounded } = totals
        const problems = findWrongResult({
          ...finished,
          findings,
          stored,
          truth,
          missingUsers,
          areTotalsExact: !isRounded,
        })
        failures.push(...problems.map((text) => `${month} ${text}`))
      },
    }),
  }
}

/** Returns the calendar month that begins on a day. */
const toMonth = (from: Day): { readonly from: Day; readonly to: Day } => {
  const nextMonth = addDays(from, 31)
  return { from, to: addDays(nextMonth, -Number(nextMonth.slice(8))) }
}
