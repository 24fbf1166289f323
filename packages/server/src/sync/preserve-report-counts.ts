import type { CounterId, UsageSource } from '@windmill/claude-core'
import type { DayCounters } from '@windmill/claude-core/api'
import type { UsageDay } from '../storage/adapter.ts'
import type { Report } from './read-day.ts'

type Sources = Readonly<Record<Report, UsageSource>>

/** The counter that each report has counts for. */
export const reportCounterIds: Readonly<Record<Report, CounterId>> = {
  skills: 'skill_invocations',
  connectors: 'connector_invocations',
}

/**
 * Whether some counts of a day come from a different source than the stored counts. Then `preserveReportCounts` must
 * compare them with the stored rows.
 */
export const haveSourcesChanged = (previous: Sources, current: DayCounters['sources']): boolean =>
  previous.skills !== current.skills || previous.connectors !== current.connectors

export interface PreserveReportCountsInput {
  /** The sources of the stored counts. */
  readonly previous: Sources
  /** Counters for which the reading has the stored count of any Claude user, in the place of an unknown count. */
  readonly keptCounters: ReadonlySet<CounterId>
  readonly reading: DayCounters
}

/**
 * Copies stored report counts into a reading that lacks the report or some of its rows, where they are higher than the
 * counts of the reading.
 * @returns The source of each report's counts to store with the day. An unchanged source stays: then the reading is as
 *   good as the stored counts, and may revise them. When the reading lacks the report or some of its rows, the source
 *   is `kept`, or `users` if the stored report was empty. When the reading has the whole report again, the source is
 *   `report`, or `kept` while a Claude user has an old count: their row is missing from the reading, or their count in
 *   it is unknown.
 */
export const preserveReportCounts = (
  storedRows: readonly UsageDay[],
  { previous, keptCounters, reading }: PreserveReportCountsInput,
): Sources => {
  const { sources, counters } = reading
  const hasKeptRows = storedRows.some(({ claudeUserId }) => !counters.has(claudeUserId))
  const mergeReportCounts = (report: Report): UsageSource => {
    if (previous[report] === sources[report]) return sources[report]
    const counter = reportCounterIds[report]
    // An empty report looks the same whether it is switched on or not.
    if (sources[report] === 'users' && storedRows.every(({ counters: stored }) => !stored[counter])) return 'users'
    if (sources[report] === 'report') return hasKeptRows || keptCounters.has(counter) ? 'kept' : 'report'
    for (const { claudeUserId, counters: stored } of storedRows) {
      const lowerBound = counters.get(claudeUserId)?.[counter] ?? 0
      if ((stored[counter] ?? 0) > lowerBound) counters.setCounter(claudeUserId, counter, stored[counter])
    }
    return 'kept'
  }
  return { skills: mergeReportCounts('skills'), connectors: mergeReportCounts('connectors') }
}
