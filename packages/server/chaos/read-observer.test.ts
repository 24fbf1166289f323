import { addDays, type Day } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import type { LedgerEntry } from '../src/storage/adapter.ts'
import { createReadObserver } from './read-observer.ts'

const day: Day = '2026-03-10'
const now = Date.parse('2026-04-20T12:00:00Z')
const dayMs = 86_400_000

/** Creates the entry of a day that was settled when it was read. */
const createEntry = (source: 'users' | 'report' | 'final', failureCode: string | null = null): LedgerEntry => ({
  day,
  read: {
    at: now - dayMs,
    latestDay: addDays(day, 30),
    skills: source,
    connectors: source,
    unattributedRows: 0,
    changedRows: 0,
    claudeUsers: 5,
    requests: 3,
    readCount: 1,
  },
  failure: failureCode === null ? null : { at: now - dayMs, code: failureCode, attempts: 1, dueAt: now },
})

const createObserver = () => {
  const failures: string[] = []
  return { failures, observer: createReadObserver(failures) }
}

test('allows a read for a missing report after the retry of a refused day', () => {
  const { failures, observer } = createObserver()
  observer.observe(day, createEntry('users', 'request_rejected'), now)
  observer.observe(day, createEntry('users'), now + 8 * 3_600_000)
  expect([...failures, ...observer.findReadsOfSettledDays('2026-04-10')]).toEqual([])
})

test('finds a second read for a report that the day does not have', () => {
  const { failures, observer } = createObserver()
  observer.observe(day, createEntry('users'), now)
  observer.clear()
  observer.observe(day, createEntry('users'), now + dayMs)
  expect(failures).toEqual([expect.stringContaining('was read again for a report that it does not have')])
})

test('finds a day that is read twice on one date', () => {
  const { failures, observer } = createObserver()
  observer.observe(day, createEntry('users', 'request_rejected'), now)
  observer.observe(day, createEntry('users', 'request_rejected'), now + 1)
  expect(failures).toEqual(['2026-03-10 on 2026-04-20 was read twice'])
})

test.each([
  ['that has its reports', createEntry('report')],
  ['that has its reports, after a refusal', createEntry('report', 'request_rejected')],
  ['that lacks a report, after a failure that is no refusal', createEntry('users', 'api_unavailable')],
])('finds a read of a settled day %s', (_, before) => {
  const { observer } = createObserver()
  observer.observe(day, before, now)
  expect(observer.findReadsOfSettledDays('2026-04-10')).toHaveLength(1)
})
