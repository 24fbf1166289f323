import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, countersWith, sumFormulas } from '../../test/usage.ts'
import { getStat, type StatId, statIds } from './catalog.ts'
import { computeStat, type SummedDays } from './compute-stat.ts'
import { addSums, emptySums, sumCounters } from './counter-sums.ts'
import { type Counters, counterIds } from './counters.ts'

const exact = { skills: false, connectors: false }
const read = (id: StatId, rows: readonly Counters[], reading: Partial<SummedDays> = {}) =>
  computeStat(getStat(id), { sums: sumCounters(rows), usageDays: rows.length, lowerBound: exact, ...reading })

describe('sumCounters', () => {
  test('adds what is known, counter by counter, and counts what is not', () => {
    fc.assert(
      fc.property(fc.array(anyCounters, { maxLength: 8 }), (rows) => {
        const sums = sumCounters(rows)
        for (const counter of counterIds) {
          const known = rows.map((row) => row[counter]).filter((value) => value !== null)
          expect(sums.sum[counter]).toBe(known.length === 0 ? null : known.reduce((a, b) => a + b))
        }
        for (const [id, counters] of Object.entries(sumFormulas)) {
          const lacking = rows.filter((row) => counters.some((counter) => row[counter] === null))
          expect(sums.unknown[id as StatId]).toBe(lacking.length)
        }
      }),
    )
  })

  test('the sums of parts add up to the sums of the whole, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCounters, { maxLength: 3 }), { maxLength: 4 }), (parts) => {
        expect(addSums(parts.map(sumCounters))).toEqual(sumCounters(parts.flat()))
      }),
    )
  })

  test('of nothing, nothing is known', () => {
    expect(sumCounters([])).toEqual(emptySums)
    expect(addSums([])).toEqual(emptySums)
  })
})

describe('a sum', () => {
  test('is null where no day was read, whatever the sums say', () => {
    for (const id of statIds) {
      expect(read(id, [countersWith({ chat_messages: 3, code_edits_accepted: 2 })], { usageDays: 0 })).toEqual({
        value: null,
        partial: false,
      })
    }
  })

  test('is zero on a day that was read and has no row', () => {
    expect(read('chat.messages', [], { usageDays: 1 })).toEqual({ value: 0, partial: false })
  })

  test('takes in the unified experience', () => {
    const row = countersWith({ chat_messages: 3, unified_messages: 4 })
    expect(read('chat.messages', [row])).toEqual({ value: 7, partial: false })
  })

  test('is partial where one of its counters is unknown', () => {
    const row = countersWith({ chat_messages: 3, unified_messages: null })
    expect(read('chat.messages', [row])).toEqual({ value: 3, partial: true })
  })

  test('is null, not zero, where every usage day is unknown', () => {
    const row = countersWith({ code_sessions: null })
    expect(read('code.sessions', [row, row])).toEqual({ value: null, partial: false })
  })

  test('is null where every day lacks a counter, also when each lacks another one', () => {
    const chatUnknown = countersWith({ chat_messages: null })
    const unifiedUnknown = countersWith({ unified_messages: null })
    for (const rows of [[chatUnknown], [unifiedUnknown], [chatUnknown, unifiedUnknown]]) {
      expect(read('chat.messages', rows)).toEqual({ value: null, partial: false })
    }
    const bothUnknown = countersWith({ chat_messages: null, unified_messages: null })
    expect(read('chat.messages', [bothUnknown, countersWith({})])).toEqual({ value: 0, partial: true })
    expect(read('chat.messages', [chatUnknown, countersWith({ chat_messages: 2, unified_messages: null })])).toEqual({
      value: 2,
      partial: true,
    })
  })

  test('is a partial zero where a day is unknown and another known to be without activity', () => {
    expect(read('code.sessions', [countersWith({ code_sessions: null })], { usageDays: 2 })).toEqual({
      value: 0,
      partial: true,
    })
  })

  test.each<[StatId, keyof typeof exact]>([
    ['skills.invocations', 'skills'],
    ['connectors.invocations', 'connectors'],
  ])('%s is partial where it comes from the list of users, and nothing else is', (id, source) => {
    const lowerBound = { ...exact, [source]: true }
    const row = countersWith({ skill_invocations: 8, connector_invocations: 8 })
    expect(read(id, [row], { lowerBound })).toEqual({ value: 8, partial: true })
    expect(statIds.filter((other) => read(other, [row], { lowerBound }).partial)).toEqual([id])
    expect(read(id, [row]).partial).toBe(false)
  })
})

describe('the acceptance rate', () => {
  const edits = (accepted: number | null, rejected: number | null) =>
    countersWith({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const rate = (...rows: Counters[]) => read('code.edit_acceptance_rate', rows)

  test('is the ratio of the sums, never the average of the rates', () => {
    // The rates are 1 and 0.01; their average would be 0.505.
    expect(rate(edits(1, 0), edits(1, 99))).toEqual({ value: 2 / 101, partial: false })
  })

  test('is a fraction: all accepted is 1, all rejected 0', () => {
    expect(rate(edits(5, 0)).value).toBe(1)
    expect(rate(edits(0, 5)).value).toBe(0)
  })

  test('is null, not zero, where nothing was proposed or nothing is known', () => {
    expect(rate(edits(0, 0))).toEqual({ value: null, partial: false })
    expect(rate(edits(null, null))).toEqual({ value: null, partial: false })
    expect(read('code.edit_acceptance_rate', [], { usageDays: 1 }).value).toBeNull()
  })

  test('is partial where a day’s edits are unknown', () => {
    expect(rate(edits(3, 1), edits(null, null))).toEqual({ value: 0.75, partial: true })
  })
})
