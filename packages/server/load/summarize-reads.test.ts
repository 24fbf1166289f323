import { expect, test } from 'vitest'
import { type Read, summarizeReads } from './summarize-reads.ts'

const createRead = (startedAt: number, endedAt: number, code: string | null = null): Read => ({
  kind: 'panel',
  startedAt,
  endedAt,
  code,
})

test('a failed read counts as failed during an outage only if it overlaps one', () => {
  const reads = [
    createRead(0, 9, 'not_ready'),
    createRead(5, 12, 'not_ready'),
    createRead(15, 16, 'not_ready'),
    createRead(20, 30, 'busy'),
    createRead(21, 30, 'not_ready'),
    createRead(22, 30),
  ]
  const { failedDuringOutage, failedWithoutOutage, count } = summarizeReads(reads, [{ from: 10, to: 20 }])
  expect(count).toBe(6)
  expect(failedDuringOutage).toEqual({ not_ready: 2, busy: 1 })
  expect(failedWithoutOutage).toEqual({ not_ready: 2 })
})

test('an outage that has not ended covers every later read', () => {
  const outages = [{ from: 10, to: Number.POSITIVE_INFINITY }]
  expect(summarizeReads([createRead(500, 501, 'not_ready')], outages).failedWithoutOutage).toEqual({})
})

test('durations cover only successful reads', () => {
  const reads = [...Array.from({ length: 100 }, (_, index) => createRead(0, index + 1)), createRead(0, 9_999, 'busy')]
  const { durations } = summarizeReads(reads, [])
  expect(durations.panel).toEqual({ p50: 50, p99: 99 })
  expect(durations.all).toEqual({ p50: 50, p99: 99 })
  expect(durations.team).toEqual({ p50: 0, p99: 0 })
})
