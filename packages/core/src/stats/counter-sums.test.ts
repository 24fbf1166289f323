import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, createCounters, sumFormulas } from '../../test/counters.ts'
import { getStat, type StatId, statIds } from './catalog.ts'
import { computeStat, type SummedDays } from './compute-stat.ts'
import { addSums, emptySums, sumCounters } from './counter-sums.ts'
import { type Counters, counterIds } from './counters.ts'

const noLowerBound = { skills: false, connectors: false }
const compute = (id: StatId, rows: readonly Counters[], changes: Partial<SummedDays> = {}) =>
  computeStat(getStat(id), { sums: sumCounters(rows), usageDays: rows.length, lowerBound: noLowerBound, ...changes })

describe('sumCounters', () => {
  test('sums the known values per counter and counts the incomplete usage days per stat', () => {
    fc.assert(
      fc.property(fc.array(anyCounters, { maxLength: 8 }), (rows) => {
        const sums = sumCounters(rows)
        for (const counter of counterIds) {
          const known = rows.map((row) => row[counter]).filter((value) => value !== null)
          expect(sums.sum[counter]).toBe(known.length === 0 ? null : known.reduce((a, b) => a + b))
        }
        for (const [id, counters] of Object.entries(sumFormulas)) {
          const incomplete = rows.filter((row) => counters.some((counter) => row[counter] === null))
          expect(sums.unknown[id as StatId]).toBe(incomplete.length)
        }
      }),
    )
  })

  test('gives the same result as adding the sums of any parts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCounters, { maxLength: 3 }), { maxLength: 4 }), (parts) => {
        expect(addSums(parts.map(sumCounters))).toEqual(sumCounters(parts.flat()))
      }),
    )
  })

  test('returns empty sums without rows', () => {
    expect(sumCounters([])).toEqual(emptySums)
    expect(addSums([])).toEqual(emptySums)
  })
})

describe('a sum stat', () => {
  test('is null without usage days, whatever the sums are', () => {
    for (const id of statIds) {
      expect(compute(id, [createCounters({ chat_messages: 3, code_edits_accepted: 2 })], { usageDays: 0 })).toEqual({
        value: null,
        partial: false,
      })
    }
  })

  test('is zero on a read day without a row', () => {
    expect(compute('chat.messages', [], { usageDays: 1 })).toEqual({ value: 0, partial: false })
  })

  test('includes the unified experience', () => {
    const row = createCounters({ chat_messages: 3, unified_messages: 4 })
    expect(compute('chat.messages', [row])).toEqual({ value: 7, partial: false })
  })

  test('is partial if one of its counters is unknown', () => {
    const row = createCounters({ chat_messages: 3, unified_messages: null })
    expect(compute('chat.messages', [row])).toEqual({ value: 3, partial: true })
  })

  test('is null, not zero, if every usage day is unknown', () => {
    const row = createCounters({ code_sessions: null })
    expect(compute('code.sessions', [row, row])).toEqual({ value: null, partial: false })
  })

  test('is null if its known counters add up to zero and every usage day lacks a counter', () => {
    const chatUnknown = createCounters({ chat_messages: null })
    const unifiedUnknown = createCounters({ unified_messages: null })
    for (const rows of [[chatUnknown], [unifiedUnknown], [chatUnknown, unifiedUnknown]]) {
      expect(compute('chat.messages', rows)).toEqual({ value: null, partial: false })
    }
    const bothUnknown = createCounters({ chat_messages: null, unified_messages: null })
    expect(compute('chat.messages', [bothUnknown, createCounters({})])).toEqual({ value: 0, partial: true })
    expect(
      compute('chat.messages', [chatUnknown, createCounters({ chat_messages: 2, unified_messages: null })]),
    ).toEqual({
      value: 2,
      partial: true,
    })
  })

  test('is a partial zero if one day is unknown and another has no activity', () => {
    expect(compute('code.sessions', [createCounters({ code_sessions: null })], { usageDays: 2 })).toEqual({
      value: 0,
      partial: true,
    })
  })

  test.each<[StatId, keyof typeof noLowerBound]>([
    ['skills.invocations', 'skills'],
    ['connectors.invocations', 'connectors'],
  ])('%s is the only partial stat if the source of %s is a lower bound', (id, source) => {
    const lowerBound = { ...noLowerBound, [source]: true }
    const row = createCounters({ skill_invocations: 8, connector_invocations: 8 })
    expect(compute(id, [row], { lowerBound })).toEqual({ value: 8, partial: true })
    expect(statIds.filter((other) => compute(other, [row], { lowerBound }).partial)).toEqual([id])
    expect(compute(id, [row]).partial).toBe(false)
  })
})

describe('the acceptance rate', () => {
  const edits = (accepted: number | null, rejected: number | null) =>
    createCounters({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const rate = (...rows: Counters[]) => compute('code.edit_acceptance_rate', rows)

  test('is the ratio of the sums, not the average of the rates', () => {
    // The rates are 1 and 0.01; their average would be 0.505.
    expect(rate(edits(1, 0), edits(1, 99))).toEqual({ value: 2 / 101, partial: false })
  })

  test('is 1 if all edits were accepted and 0 if all were rejected', () => {
    expect(rate(edits(5, 0)).value).toBe(1)
    expect(rate(edits(0, 5)).value).toBe(0)
  })

  test('is null, not zero, if no edit was proposed or nothing is known', () => {
    expect(rate(edits(0, 0))).toEqual({ value: null, partial: false })
    expect(rate(edits(null, null))).toEqual({ value: null, partial: false })
    expect(compute('code.edit_acceptance_rate', [], { usageDays: 1 }).value).toBeNull()
  })

  test('is partial if a day’s edits are unknown', () => {
    expect(rate(edits(3, 1), edits(null, null))).toEqual({ value: 0.75, partial: true })
  })
})
