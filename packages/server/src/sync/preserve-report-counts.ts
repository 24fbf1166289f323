import type { CounterId, UsageSource } from '@windmill/claude-core'
import type { DayCounters } from '@windmill/claude-core/api'
import type { UsageDay } from '../storage/adapter.ts'
import type { Report } from './read-day.ts'

type Sources = Readonly<Record<Report, UsageSource>>

const counterIds = { skills: 'skill_invocations', connectors: 'connector_invocations' } as const satisfies Record<
  Report,
  CounterId
>

/** Whether a day's counts now come from another source than the stored ones, so that the stored rows must be compared. */
export const haveSourcesChanged = (previous: Sources, current: Sources): boolean =>
  previous.skills !== current.skills || previous.connectors !== current.connectors

/**
 * Copies stored report counts into a reading that lacks the report, where they are higher than the count from the list of
 * users. Returns the source of each report's counts as they will be stored. Claude users who are missing from the reading
 * keep their rows, and with them the old source.
 */
export const preserveReportCounts = (
  storedRows: readonly UsageDay[],
  previous: Sources,
  reading: DayCounters,
): Sources => {
  const { sources, counters } = reading
  const areRowsKept = storedRows.some(({ claudeUserId }) => !counters.has(claudeUserId))
  const mergeReport = (report: Report): UsageSource => {
    if (previous[report] === sources[report]) return sources[report]
    if (sources[report] === 'report') return areRowsKept ? 'kept' : 'report'
    const counter = counterIds[report]
    for (const { claudeUserId, counters: stored } of storedRows) {
      const lowerBound = counters.get(claudeUserId)?.[counter] ?? 0
      if ((stored[counter] ?? 0) > lowerBound) counters.setCounter(claudeUserId, counter, stored[counter])
    }
    return 'kept'
  }
  return { skills: mergeReport('skills'), connectors: mergeReport('connectors') }
}
