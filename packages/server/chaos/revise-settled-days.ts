import { addDays, type Day, dayAt, firstServedDay } from '@windmill/claude-core'
import { additiveCounters } from '@windmill/claude-core/internal'
import type { ClaudeApi } from '@windmill/example-claude-api'
import { reportCounterIds } from '../src/sync/preserve-report-counts.ts'
import type { DayRows } from './find-wrong-result.ts'
import type { Random } from './random.ts'

/**
 * Minimum and maximum age of a revised day, in days. At the minimum age, a day is settled, whatever the delay of the
 * API is.
 */
const [minAgeDays, maxAgeDays] = [18, 110]
/** Maximum revisions of a day until a comparable counter changes. On a day without activity, none ever does. */
const maxAttempts = 5

/** The counters that reconciliation always compares. It compares the reports only if a whole month has them. */
const comparableCounters = additiveCounters.filter((id) => !Object.values(reportCounterIds).includes(id))

/**
 * Lets Claude revise up to four settled days of the last months. Each revision changes a comparable counter, because
 * reconciliation finds no other change. A day on which no comparable counter changes is not revised.
 */
export const reviseSettledDays = (random: Random, api: ClaudeApi, now: number): void => {
  for (let count = random.drawInteger(1, 4); count > 0; count -= 1) {
    const day = addDays(dayAt(now), -random.drawInteger(minAgeDays, maxAgeDays))
    if (day >= firstServedDay) reviseDay(api, day)
  }
}

const reviseDay = (api: ClaudeApi, day: Day): void => {
  const rowsBefore = api.truth.day(day)
  const { lateRevisions } = api.settings()
  const revisionCount = lateRevisions[day] ?? 0
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    api.control({ settings: { lateRevisions: { ...lateRevisions, [day]: revisionCount + attempt } } })
    if (hasComparableCounterChanged(rowsBefore, api.truth.day(day))) return
  }
  api.control({ settings: { lateRevisions } })
}

const hasComparableCounterChanged = (rowsBefore: DayRows, rowsAfter: DayRows): boolean =>
  [...rowsAfter].some(([id, counters]) =>
    comparableCounters.some((counter) => rowsBefore.get(id)?.[counter] !== counters[counter]),
  )
