import { expect, test } from 'vitest'
import { getUpcomingSync } from './get-upcoming-sync.ts'

const nextSyncAt = '2026-11-22T11:00:00Z'
const at = Date.parse(nextSyncAt)

test('returns the next sync until it starts', () => {
  expect(getUpcomingSync({ nextSyncAt }, at - 1)).toBe(nextSyncAt)
  expect(getUpcomingSync({ nextSyncAt }, at)).toBeNull()
})

test('returns null when the next sync or the current time is unknown', () => {
  expect(getUpcomingSync({ nextSyncAt: null }, at)).toBeNull()
  expect(getUpcomingSync({ nextSyncAt }, null)).toBeNull()
})
