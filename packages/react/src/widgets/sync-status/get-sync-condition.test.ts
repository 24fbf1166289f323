import { expect, test } from 'vitest'
import { connections } from '../../test/fixtures.ts'
import { getSyncCondition } from './get-sync-condition.ts'

const { lastFailure } = connections.failing

test.each([
  ['disconnected', 'without a connection', connections.disconnected],
  ['disconnected', 'without a connection but with kept data', connections.kept],
  ['connecting', 'during the first sync', connections.connecting],
  ['backfill', 'while the history is read', connections.backfilling],
  ['backfill', 'between two syncs of the history', connections.waiting],
  ['connected', 'when every day is read', connections.connected],
  ['syncing', 'during a sync', { ...connections.connected, syncing: true }],
  ['gaps', 'when days are missing', connections.gaps],
  ['failing', 'after a failed sync', connections.failing],
  ['failing', 'after a failed first sync', { ...connections.failing, status: 'connecting', coverage: null }],
  ['failing', 'after a failed sync of the history', { ...connections.backfilling, syncing: false, lastFailure }],
  ['syncing', 'during the sync after a failed one', { ...connections.failing, syncing: true }],
  ['needs_attention', 'when the connection needs attention', connections.needsAttention],
] as const)('getSyncCondition returns %s %s', (condition, _, connection) => {
  expect(getSyncCondition(connection)).toBe(condition)
})
