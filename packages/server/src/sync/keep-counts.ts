import type { CounterId, UsageSource } from '@windmill/claude-core'
import type { DayCounters } from '@windmill/claude-core/api'
import type { UsageDay } from '../storage/adapter.ts'
import type { Report } from './read-day.ts'

type Sources = Readonly<Record<Report, UsageSource>>

const counterOf = { skills: 'skill_invocations', connectors: 'connector_invocations' } as const satisfies Record<
  Report,
  CounterId
>

/** Whether what is stored of a day has to be looked at before it is read anew: its counts come from elsewhere. */
export const isFromElsewhere = (before: Sources, now: Sources): boolean =>
  before.skills !== now.skills || before.connectors !== now.connectors

/**
 * Puts what a report told of a day before into a reading of it without that report, where it is more than the list of
 * users tells by now, and says where the counts of all that is stored then are from. People whom the reading does not have
 * keep their rows, and with them what those are made of.
 */
export const keepCounts = (stored: readonly UsageDay[], before: Sources, now: DayCounters): Sources => {
  const { sources, counters } = now
  const areRowsKept = stored.some(({ claudeUserId }) => !counters.has(claudeUserId))
  const keep = (report: Report): UsageSource => {
    if (before[report] === sources[report]) return sources[report]
    if (sources[report] === 'report') return areRowsKept ? 'kept' : 'report'
    const counter = counterOf[report]
    for (const { claudeUserId, counters: told } of stored) {
      const bound = counters.get(claudeUserId)?.[counter] ?? 0
      if ((told[counter] ?? 0) > bound) counters.change(claudeUserId, counter, told[counter])
    }
    return 'kept'
  }
  return { skills: keep('skills'), connectors: keep('connectors') }
}
