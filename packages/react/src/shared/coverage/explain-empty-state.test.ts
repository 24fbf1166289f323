import { expect, test } from 'vitest'
import { connections, createStatsFixture } from '../../test/fixtures.ts'
import { explainEmptyState } from './explain-empty-state.ts'

test('distinguishes an employee without a Claude user from an employee without activity', () => {
  expect(explainEmptyState(createStatsFixture({ claudeUsers: 0 }), connections.connected)).toBe('not_matched')
  expect(explainEmptyState(createStatsFixture({ habits: {} }), connections.connected)).toBe('no_activity')
})

test('returns excluded for an excluded employee, whether days are read or not', () => {
  for (const firstReadDay of ['2026-01-01', '2026-11-21'] as const) {
    const stats = createStatsFixture({ claudeUsers: 0, participation: 'excluded', firstReadDay })
    expect(explainEmptyState(stats, connections.connected)).toBe('excluded')
  }
})

test('looks for the reason of unread days in the period first, then in the connection', () => {
  const unread = createStatsFixture({ firstReadDay: '2026-11-21' })
  const later = createStatsFixture({ period: { from: '2026-11-21', to: '2026-11-22' } })
  const earlier = createStatsFixture({ period: { from: '2025-11-01', to: '2025-11-22' } })
  expect(explainEmptyState(unread, connections.connecting)).toBe('starting')
  expect(explainEmptyState(unread, connections.backfilling)).toBe('reading')
  expect(explainEmptyState(unread, connections.connected)).toBe('not_read')
  expect(explainEmptyState(unread, connections.needsAttention)).toBe('attention')
  expect(explainEmptyState(unread, connections.kept)).toBe('not_connected')
  expect(explainEmptyState(unread, undefined)).toBe('not_read')
  expect(explainEmptyState(later, connections.needsAttention)).toBe('unpublished')
  expect(explainEmptyState(earlier, connections.backfilling)).toBe('before_records')
})

test('returns reading instead of no_activity while the history is being read and days of the period are missing', () => {
  const partlyRead = createStatsFixture({ habits: {}, firstReadDay: '2026-11-10' })
  expect(explainEmptyState(partlyRead, connections.backfilling)).toBe('reading')
  expect(explainEmptyState(partlyRead, connections.connected)).toBe('no_activity')
  expect(explainEmptyState(createStatsFixture({ habits: {} }), connections.backfilling)).toBe('no_activity')
})

test('returns left for a period after the last day, whatever the state of the connection is', () => {
  for (const connection of [connections.connected, connections.backfilling, connections.needsAttention]) {
    expect(explainEmptyState(createStatsFixture({ archivedOn: '2026-10-21' }), connection)).toBe('left')
  }
  const leftOnFirstDay = createStatsFixture({ archivedOn: '2026-10-22', habits: {} })
  expect(explainEmptyState(leftOnFirstDay, connections.connected)).toBe('no_activity')
})

test('returns not_started instead of not_read for a period before the first day', () => {
  expect(explainEmptyState(createStatsFixture({ startedOn: '2026-11-21' }), connections.connected)).toBe('not_started')
})
