import type { CounterId, UsageSource } from '@windmill/claude-core'
import type { DayCounters } from '@windmill/claude-core/api'
import type { UsageDay } from '../storage/adapter.ts'
import type { Report } from './read-day.ts'

type Sources = Readonly<Record<Report, UsageSource>>

const reportCounterIds = { skills: 'skill_invocations', connectors: 'connector_invocations' } as const satisfies Record<
  Report,
  CounterId
>

/**
 * Whether some counts of a day come from another source than the stored counts. Then `preserveReportCounts` must
 * compare them with the stored rows.
 */
export const haveSourcesChanged = (previous: Sources, current: Sources): boolean =>
  previous.skills !== current.skills || previous.connectors !== current.connectors

/**
 * Copies stored report counts into a reading that lacks the report, where they are higher than the counts from the list
 * of users.
 * @returns The source of each report's counts to store with the day. An unchanged source stays. When the reading lacks
 *   the report, the source is `kept`. When the reading has the report again, it is `report`, or `kept` while a stored
 *   row is missing from the reading and therefore stays with its old counts.
 */
export const preserveReportCounts = (
  storedRows: readonly UsageDay[],
  previous: Sources,
  reading: DayCounters,
): Sources => {
  const { sources, counters } = reading
  const hasKeptRows = storedRows.some(({ claudeUserId }) => !counters.has(claudeUserId))
  const mergeReportCounts = (report: Report): UsageSource => {
    if (previous[report] === sources[report]) return sources[report]
    if (sources[report] === 'report') return hasKeptRows ? 'kept' : 'report'
    const counter = reportCounterIds[report]
    for (const { claudeUserId, counters: stored } of storedRows) {
      const lowerBound = counters.get(claudeUserId)?.[counter] ?? 0
      if ((stored[counter] ?? 0) > lowerBound) counters.setCounter(claudeUserId, counter, stored[counter])
    }
    return 'kept'
  }
  return { skills: mergeReportCounts('skills'), connectors: mergeReportCounts('connectors') }
}
