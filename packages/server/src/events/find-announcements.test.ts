import type { Day } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import type { AnnouncedState } from '../storage/adapter.ts'
import { type ConnectionFacts, findAnnouncements } from './find-announcements.ts'

const hourMs = 3_600_000
const start = Date.parse('2026-11-01T00:00:00Z')
const healthyFacts: ConnectionFacts = {
  attention: null,
  isConnected: true,
  savedAt: start,
  newestDay: '2026-10-31',
  isDirectoryStale: false,
  unmatched: 0,
}

/** Returns the kinds of events after each run. A run is its hour, and how its facts differ from healthy ones. */
const announce = (...runs: readonly (readonly [hour: number, facts: Partial<ConnectionFacts>])[]) => {
  let before: AnnouncedState | null = null
  return runs.map(([hour, facts]) => {
    const { events, after } = findAnnouncements(before, { ...healthyFacts, ...facts }, start + hour * hourMs)
    before = after
    return events.map((event) => (event.kind === 'needs_attention' ? event.code : event.kind))
  })
}

test('announces the first day that is read, and no later day', () => {
  expect(announce([0, { newestDay: null, isConnected: false }], [1, {}], [2, {}])).toEqual([[], ['first_data'], []])
})

test('announces a problem when it begins or changes, and the recovery after a run could read', () => {
  const refused = { attention: 'key_refused', isConnected: false } as const
  const denied = { attention: 'access_denied', isConnected: false } as const
  const connecting = { isConnected: false }
  expect(announce([0, {}], [1, refused], [2, refused], [3, denied], [4, connecting], [5, {}], [6, {}])).toEqual([
    ['first_data'],
    ['key_refused'],
    [],
    ['access_denied'],
    [],
    ['recovered'],
    [],
  ])
})

test('announces the 48th hour without a newer day, and the recovery with the next newer day', () => {
  const withNewerDay = { newestDay: '2026-11-01' as Day }
  expect(
    announce([0, {}], [47, {}], [48, {}], [49, {}], [50, withNewerDay], [51, withNewerDay], [98, withNewerDay]),
  ).toEqual([['first_data'], [], ['no_fresh_day'], [], ['recovered'], [], ['no_fresh_day']])
})

test('starts the 48 hours when a key is saved, unless a day was read later', () => {
  const nothingRead = { newestDay: null, isConnected: false }
  expect(announce([1, nothingRead], [47, nothingRead], [48, nothingRead])).toEqual([[], [], ['no_fresh_day']])
  expect(announce([0, {}], [99, { savedAt: start + 98 * hourMs }])).toEqual([['first_data'], []])
})

test('announces the recovery only after the problem and the gap are both over', () => {
  const refused = { attention: 'key_refused', isConnected: false } as const
  const withNewerDay = { newestDay: '2026-11-01' as Day }
  expect(announce([0, {}], [1, refused], [48, refused], [49, {}], [50, withNewerDay])).toEqual([
    ['first_data'],
    ['key_refused'],
    ['no_fresh_day'],
    [],
    ['recovered'],
  ])
})

test('waits no longer than 48 hours after the clock was set back', () => {
  expect(announce([100, {}], [1, {}], [49, {}])).toEqual([['first_data'], [], ['no_fresh_day']])
})

test('announces a directory each time it becomes stale', () => {
  const stale = { isDirectoryStale: true }
  expect(announce([0, stale], [1, stale], [2, {}], [3, stale])).toEqual([
    ['first_data', 'directory_stale'],
    [],
    [],
    ['directory_stale'],
  ])
})

test('announces when more Claude users than before have no employee, and never when fewer have none', () => {
  expect(announce([0, { unmatched: 2 }], [1, { unmatched: 2 }], [2, { unmatched: 1 }], [3, { unmatched: 2 }])).toEqual([
    ['first_data', 'more_unmatched'],
    [],
    [],
    ['more_unmatched'],
  ])
})

test('keeps the earlier number of Claude users without an employee while a run is adding Claude users', () => {
  const running = findAnnouncements(null, { ...healthyFacts, unmatched: null }, start)
  expect(running.after.unmatched).toBeNull()
  const ended = findAnnouncements(running.after, { ...healthyFacts, unmatched: 2 }, start)
  expect([ended.after.unmatched, ended.events]).toEqual([2, [{ kind: 'more_unmatched' }]])
  expect(findAnnouncements(ended.after, { ...healthyFacts, unmatched: null }, start).after.unmatched).toBe(2)
})
