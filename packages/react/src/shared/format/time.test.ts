import { expect, test } from 'vitest'
import { formatAgo, formatDuration, formatIn } from './time.ts'

const now = Date.parse('2026-11-22T10:08:00Z')
const formatSecondsAgo = (seconds: number) => formatAgo('en-GB', new Date(now - seconds * 1000).toISOString(), now)

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
])('%d seconds ago is %s', (seconds, words) => {
  expect(formatSecondsAgo(seconds)).toBe(words)
})

test('an instant slightly in the future, by the server’s clock, is now', () => {
  expect(formatSecondsAgo(-4)).toBe('now')
})

test('a duration is rounded up', () => {
  expect(formatDuration('en-GB', 640)).toBe('11 minutes')
  expect(formatDuration('en-GB', 1)).toBe('1 minute')
  expect(formatDuration('en-GB', 0)).toBe('1 minute')
  expect(formatDuration('en-GB', 89 * 60)).toBe('89 minutes')
  expect(formatDuration('en-GB', 95 * 60)).toBe('2 hours')
  expect(formatDuration('en-GB', 48 * 3600)).toBe('48 hours')
  expect(formatDuration('en-GB', 48 * 3600 + 1)).toBe('3 days')
})

test('the time until an instant is rounded up and never now', () => {
  const formatSecondsAhead = (seconds: number) => formatIn('en-GB', new Date(now + seconds * 1000).toISOString(), now)
  expect(formatSecondsAhead(1)).toBe('in 1 minute')
  expect(formatSecondsAhead(46 * 60)).toBe('in 46 minutes')
  expect(formatSecondsAhead(59 * 60 + 1)).toBe('in 1 hour')
  expect(formatSecondsAhead(61 * 60)).toBe('in 2 hours')
})
