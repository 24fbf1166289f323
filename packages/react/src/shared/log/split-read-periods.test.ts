import type { LogEvent, Period, ReadPurpose } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { splitReadPeriods } from './split-read-periods.ts'

const opened: Period = { from: '2026-11-01', to: '2026-11-30' }
const previous: Period = { from: '2026-10-02', to: '2026-10-31' }
const createRead = (purpose: ReadPurpose, ...periods: readonly Period[]): LogEvent => ({
  kind: 'read',
  purpose,
  periods,
  rows: null,
})

test('separates the opened period from the period that it was compared with', () => {
  for (const purpose of ['profile', 'review', 'one_on_one', 'team', 'adoption'] as const) {
    expect(splitReadPeriods(createRead(purpose, opened, previous))).toEqual({
      openedPeriods: [opened],
      comparedPeriod: previous,
    })
  }
  expect(splitReadPeriods(createRead('export', opened))).toEqual({ openedPeriods: [opened], comparedPeriod: null })
})

test('has no compared period for a read of all days, a read of months with a difference, or an event that is not a read', () => {
  expect(splitReadPeriods(createRead('mapping'))).toEqual({ openedPeriods: [], comparedPeriod: null })
  expect(splitReadPeriods(createRead('reconciliation', previous, opened))).toEqual({
    openedPeriods: [previous, opened],
    comparedPeriod: null,
  })
  expect(splitReadPeriods({ kind: 'connected' })).toEqual({ openedPeriods: [], comparedPeriod: null })
})
