import { expect, test } from 'vitest'
import { connections } from '../../test/fixtures.ts'
import { getSyncCondition } from './sync-condition.ts'

test.each([
  ['disconnected', connections.disconnected],
  // Data kept from an earlier connection does not make it connected.
  ['disconnected', connections.kept],
  ['connecting', connections.connecting],
  ['backfill', connections.backfilling],
  ['backfill', connections.waiting],
  ['connected', connections.connected],
  ['syncing', { ...connections.connected, syncing: true }],
  ['gaps', connections.gaps],
  ['failing', connections.failing],
  ['failing', { ...connections.failing, status: 'connecting', coverage: null }],
  ['failing', { ...connections.backfilling, syncing: false, lastFailure: connections.failing.lastFailure }],
  ['syncing', { ...connections.failing, syncing: true }],
  ['needs_attention', connections.needsAttention],
] as const)('returns %s', (condition, connection) => {
  expect(getSyncCondition(connection)).toBe(condition)
})
