import { createClaudeApi } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import type { DayRows } from './find-wrong-result.ts'
import { createRandom } from './random.ts'
import { reviseSettledDays } from './revise-settled-days.ts'

const now = Date.parse('2026-10-20T12:00:00Z')

const omitReportCounts = (rows: DayRows) =>
  [...rows].map(([id, { skill_invocations: _skills, connector_invocations: _connectors, ...counters }]) => [
    id,
    counters,
  ])

test('every revised day differs in a counter that reconciliation compares without a report', () => {
  let revisedDays = 0
  for (let seed = 0; seed < 200; seed += 1) {
    // A weekend day of few people can have a single row, in which a revision may change only the counts of the reports.
    const [api, unrevisedApi] = [0, 1].map(() => createClaudeApi({ seed, people: 20, now: () => now }))
    if (!api || !unrevisedApi) throw new Error('Two APIs were created.')
    reviseSettledDays(createRandom(seed), api, now)
    for (const day of Object.keys(api.settings().lateRevisions) as `${number}-${number}-${number}`[]) {
      revisedDays += 1
      expect(omitReportCounts(api.truth.day(day)), day).not.toEqual(omitReportCounts(unrevisedApi.truth.day(day)))
    }
  }
  expect(revisedDays).toBeGreaterThan(0)
})
