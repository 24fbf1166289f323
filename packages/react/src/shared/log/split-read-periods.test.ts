import type { LogEvent, Period, ReadPurpose } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { splitReadPeriods } from './split-read-periods.ts'

const opened: Period = { from: '2026-11-01', to: '2026-11-30' }
const before: Period = { from: '2026-10-02', to: '2026-10-31' }
const createRead = (purpose: ReadPurpose, ...periods: readonly Period[]): LogEvent => ({
  kind: 'read',
  purpose,
  periods,
  rows: null,
})

test('separates the opened period from the days that it was compared with', () => {
  for (const purpose of ['profile', 'review', 'one_on_one', 'team', 'adoption'] as const) {
    expect(splitReadPeriods(createRead(purpose, opened, before))).toEqual({ periods: [opened], comparedWith: before })
  }
  expect(splitReadPeriods(createRead('export', opened))).toEqual({ periods: [opened], comparedWith: null })
})

test('names no compared days for a read of all days, for months with a difference and for a change', () => {
  expect(splitReadPeriods(createRead('mapping'))).toEqual({ periods: [], comparedWith: null })
  expect(splitReadPeriods(createRead('reconciliation', before, opened))).toEqual({
    periods: [before, opened],
    comparedWith: null,
  })
  expect(splitReadPeriods({ kind: 'connected' })).toEqual({ periods: [], comparedWith: null })
})
