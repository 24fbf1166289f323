import { expect, test } from 'vitest'
import { getUpcomingSync } from './get-upcoming-sync.ts'

const nextSyncAt = '2026-11-22T11:00:00Z'
const nextSyncMs = Date.parse(nextSyncAt)

test('returns the time of the next sync only while it is in the future', () => {
  expect(getUpcomingSync({ nextSyncAt }, nextSyncMs - 1)).toBe(nextSyncAt)
  expect(getUpcomingSync({ nextSyncAt }, nextSyncMs)).toBeNull()
})

test('returns null when the time of the next sync or the current time is unknown', () => {
  expect(getUpcomingSync({ nextSyncAt: null }, nextSyncMs)).toBeNull()
  expect(getUpcomingSync({ nextSyncAt }, null)).toBeNull()
})
