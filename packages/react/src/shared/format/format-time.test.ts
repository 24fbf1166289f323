import { expect, test } from 'vitest'
import { formatDuration, formatTimeAgo, formatTimeUntil } from './format-time.ts'

const now = Date.parse('2026-11-22T10:08:00Z')
const formatSecondsAgo = (seconds: number) => formatTimeAgo('en-GB', new Date(now - seconds * 1000).toISOString(), now)

test.each([
  [8 * 60, '8 minutes ago'],
  [3600, '1 hour ago'],
  [5 * 3600, '5 hours ago'],
  [26 * 3600, 'yesterday'],
  [45 * 86_400, '45 days ago'],
  [46 * 86_400, '2 months ago'],
  [100 * 86_400, '3 months ago'],
  [547 * 86_400, '18 months ago'],
  [548 * 86_400, '2 years ago'],
])('formatTimeAgo formats %d seconds ago as "%s"', (seconds, text) => {
  expect(formatSecondsAgo(seconds)).toBe(text)
})

test('formatTimeAgo formats an instant slightly in the future as "now", as the server’s clock may be ahead', () => {
  expect(formatSecondsAgo(-4)).toBe('now')
})

test('formatDuration rounds up: to minutes below 90 minutes, to hours through 48 hours, else to days; at least 1 minute', () => {
  expect(formatDuration('en-GB', 640)).toBe('11 minutes')
  expect(formatDuration('en-GB', 1)).toBe('1 minute')
  expect(formatDuration('en-GB', 0)).toBe('1 minute')
  expect(formatDuration('en-GB', 89 * 60)).toBe('89 minutes')
  expect(formatDuration('en-GB', 95 * 60)).toBe('2 hours')
  expect(formatDuration('en-GB', 48 * 3600)).toBe('48 hours')
  expect(formatDuration('en-GB', 48 * 3600 + 1)).toBe('3 days')
})

test('formatTimeUntil rounds up, to whole minutes below one hour and to whole hours otherwise, and never says "now"', () => {
  const formatSecondsAhead = (seconds: number) =>
    formatTimeUntil('en-GB', new Date(now + seconds * 1000).toISOString(), now)
  expect(formatSecondsAhead(1)).toBe('in 1 minute')
  expect(formatSecondsAhead(46 * 60)).toBe('in 46 minutes')
  expect(formatSecondsAhead(59 * 60 + 1)).toBe('in 1 hour')
  expect(formatSecondsAhead(61 * 60)).toBe('in 2 hours')
})
