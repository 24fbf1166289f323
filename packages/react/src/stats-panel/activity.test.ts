import { lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { analyst, connections, latestDay, statsFixture } from '../test/fixtures.ts'
import { activityOf, hasFigures } from './activity.ts'
import { highlightsOf } from './highlights.ts'
import { whyNothing } from './why-nothing.ts'

test('figures are shown where there is activity', () => {
  expect(hasFigures(statsFixture())).toBe(true)
  expect(hasFigures(statsFixture({ habits: {} }))).toBe(false)
  expect(hasFigures(statsFixture({ claudeUsers: 0 }))).toBe(false)
  expect(hasFigures(statsFixture({ since: '2026-11-21' }))).toBe(false)
})

test('nobody matched is not the same as no activity', () => {
  expect(whyNothing(statsFixture({ claudeUsers: 0 }), connections.connected)).toBe('not_matched')
  expect(whyNothing(statsFixture({ habits: {} }), connections.connected)).toBe('no_activity')
})

test('nothing read says why: the days themselves, then the connection', () => {
  const unread = statsFixture({ since: '2026-11-21' })
  const later = statsFixture({ period: { from: '2026-11-21', to: '2026-11-22' } })
  const earlier = statsFixture({ period: { from: '2025-11-01', to: '2025-11-22' } })
  expect(whyNothing(unread, connections.connecting)).toBe('starting')
  expect(whyNothing(unread, connections.backfilling)).toBe('reading')
  expect(whyNothing(unread, connections.connected)).toBe('not_read')
  expect(whyNothing(unread, connections.needsAttention)).toBe('attention')
  expect(whyNothing(unread, connections.kept)).toBe('not_connected')
  expect(whyNothing(unread, undefined)).toBe('not_read')
  expect(whyNothing(later, connections.needsAttention)).toBe('unpublished')
  expect(whyNothing(earlier, connections.backfilling)).toBe('before_records')
})

test('a product is empty only when all of it is known to be zero', () => {
  const { stats } = statsFixture()
  expect(activityOf('chat', stats)).toBe('some')
  expect(activityOf('powerpoint', stats)).toBe('none')

  const sessions = { ...stats['powerpoint.sessions'], value: null }
  expect(activityOf('powerpoint', { ...stats, 'powerpoint.sessions': sessions })).toBe('some')
  expect(activityOf('powerpoint', statsFixture({ claudeUsers: 0 }).stats)).toBe('unknown')
})

test('a rate of nothing does not make an unused product look used', () => {
  const { stats } = statsFixture({ habits: analyst })
  expect(stats['code.edit_acceptance_rate'].value).toBeNull()
  expect(activityOf('code', stats)).toBe('none')
})

test('highlights are what this person uses, four of them, in a fixed order', () => {
  const ids = (fixture: Parameters<typeof statsFixture>[0]) =>
    highlightsOf(statsFixture(fixture).stats).map(({ id }) => id)
  expect(ids({})).toEqual(['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate'])
  expect(ids({ habits: analyst })).toEqual([
    'chat.conversations',
    'chat.messages',
    'excel.sessions',
    'powerpoint.sessions',
  ])
  expect(ids({ habits: { excel_sessions: 3 }, period: lastDays(7, latestDay) })).toEqual([
    'chat.conversations',
    'code.sessions',
    'code.pull_requests',
    'excel.sessions',
  ])
})
