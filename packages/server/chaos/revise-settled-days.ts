import { addDays, type Day, dayAt, firstServedDay } from '@windmill/claude-core'
import { additiveCounters } from '@windmill/claude-core/internal'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { DayRows } from './find-wrong-result.ts'
import type { Random } from './random.ts'

/**
 * Minimum and maximum age of a revised day, in days. At the minimum age, a day is settled, whatever the delay of the
 * API is.
 */
const [minAgeDays, maxAgeDays] = [18, 110]
/** Maximum revisions of a day until an additive counter changes. On a day without activity, none ever does. */
const maxAttempts = 5

/**
 * Lets Claude revise up to four settled days of the last months. Where possible, a revision changes an additive
 * counter, because reconciliation finds no other change.
 */
export const reviseSettledDays = (random: Random, api: ClaudeApi, now: number): void => {
  for (let count = random.drawInteger(1, 4); count > 0; count -= 1) {
    const day = addDays(dayAt(now), -random.drawInteger(minAgeDays, maxAgeDays))
    if (day >= firstServedDay) reviseDay(api, day)
  }
}

const reviseDay = (api: ClaudeApi, day: Day): void => {
  const rowsBefore = api.truth.day(day)
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const { lateRevisions } = api.settings()
    api.control({ settings: { lateRevisions: { ...lateRevisions, [day]: (lateRevisions[day] ?? 0) + 1 } } })
    if (hasAdditiveCounterChanged(rowsBefore, api.truth.day(day))) return
  }
}

const hasAdditiveCounterChanged = (rowsBefore: DayRows, rowsAfter: DayRows): boolean =>
  [...rowsAfter].some(([id, counters]) =>
    additiveCounters.some((counter) => rowsBefore.get(id)?.[counter] !== counters[counter]),
  )
