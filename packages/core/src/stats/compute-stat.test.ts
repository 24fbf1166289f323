import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { getStat, type StatId, statIds } from './catalog.ts'
import { computeStat, type SummedDays } from './compute-stat.ts'
import { sumCounters } from './counter-sums.ts'
import type { Counters } from './counters.ts'

const noLowerBound = { skills: false, connectors: false }
/** Computes a stat from rows, with one usage day per row. */
const computeFromRows = (id: StatId, rows: readonly Counters[], changes: Partial<SummedDays> = {}) =>
  computeStat(getStat(id), {
    sums: sumCounters(rows),
    usageDays: rows.length,
    unattributedUsageDays: 0,
    isLowerBound: noLowerBound,
    ...changes,
  })

test('returns null for every stat without usage days, whatever the sums are', () => {
  for (const id of statIds) {
    expect(
      computeFromRows(id, [createCounters({ chat_messages: 3, code_edits_accepted: 2 })], { usageDays: 0 }),
    ).toEqual({
      value: null,
      partial: false,
    })
  }
})

describe('computeStat, for a sum', () => {
  test('returns zero for a read day without a row', () => {
    expect(computeFromRows('chat.messages', [], { usageDays: 1 })).toEqual({ value: 0, partial: false })
  })

  test('returns null, not zero, for a read day without a row if the day has unattributed rows', () => {
    const days = { usageDays: 1, unattributedUsageDays: 1 }
    for (const id of statIds) expect(computeFromRows(id, [], days)).toEqual({ value: null, partial: false })
  })

  test('returns a partial value if only some of the days without a row have unattributed rows', () => {
    const row = createCounters({ chat_messages: 3 })
    const days = { usageDays: 3, unattributedUsageDays: 1 }
    expect(computeFromRows('chat.messages', [row], days)).toEqual({ value: 3, partial: true })
    expect(computeFromRows('chat.messages', [], days)).toEqual({ value: 0, partial: true })
  })

  test('returns the full value for someone with a row on a day with unattributed rows', () => {
    const sums = { ...sumCounters([createCounters({ chat_messages: 3 })]), rowsOnUnattributedDays: 1 }
    const days = { sums, usageDays: 1, unattributedUsageDays: 1, isLowerBound: noLowerBound }
    expect(computeStat(getStat('chat.messages'), days)).toEqual({ value: 3, partial: false })
  })

  test('adds the counters of the unified experience', () => {
    const row = createCounters({ chat_messages: 3, unified_messages: 4 })
    expect(computeFromRows('chat.messages', [row])).toEqual({ value: 7, partial: false })
  })

  test('returns a partial value if one of the stat’s counters is unknown', () => {
    const row = createCounters({ chat_messages: 3, unified_messages: null })
    expect(computeFromRows('chat.messages', [row])).toEqual({ value: 3, partial: true })
  })

  test('returns null, not zero, if the stat’s only counter is unknown on every usage day', () => {
    const row = createCounters({ code_sessions: null })
    expect(computeFromRows('code.sessions', [row, row])).toEqual({ value: null, partial: false })
  })

  test('returns null if the known counters add up to zero and every usage day has an unknown counter', () => {
    const chatUnknown = createCounters({ chat_messages: null })
    const unifiedUnknown = createCounters({ unified_messages: null })
    for (const rows of [[chatUnknown], [unifiedUnknown], [chatUnknown, unifiedUnknown]]) {
      expect(computeFromRows('chat.messages', rows)).toEqual({ value: null, partial: false })
    }
  })

  test('returns a partial value if one usage day is complete or the known counters add up to more than zero', () => {
    const chatUnknown = createCounters({ chat_messages: null })
    const bothUnknown = createCounters({ chat_messages: null, unified_messages: null })
    expect(computeFromRows('chat.messages', [bothUnknown, createCounters({})])).toEqual({ value: 0, partial: true })
    expect(
      computeFromRows('chat.messages', [chatUnknown, createCounters({ chat_messages: 2, unified_messages: null })]),
    ).toEqual({
      value: 2,
      partial: true,
    })
  })

  test('returns a partial zero if one day is unknown and another has no row', () => {
    expect(computeFromRows('code.sessions', [createCounters({ code_sessions: null })], { usageDays: 2 })).toEqual({
      value: 0,
      partial: true,
    })
  })

  test.each<[StatId, keyof typeof noLowerBound]>([
    ['skills.invocations', 'skills'],
    ['connectors.invocations', 'connectors'],
  ])('returns a partial value of %s, and of no other stat, if usage of %s is a lower bound', (id, source) => {
    const isLowerBound = { ...noLowerBound, [source]: true }
    const row = createCounters({ skill_invocations: 8, connector_invocations: 8 })
    expect(computeFromRows(id, [row], { isLowerBound })).toEqual({ value: 8, partial: true })
    expect(statIds.filter((other) => computeFromRows(other, [row], { isLowerBound }).partial)).toEqual([id])
    expect(computeFromRows(id, [row]).partial).toBe(false)
  })
})

describe('computeStat, for the acceptance rate', () => {
  const createEdits = (accepted: number | null, rejected: number | null) =>
    createCounters({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const computeRate = (...rows: Counters[]) => computeFromRows('code.edit_acceptance_rate', rows)

  test('divides the sums, instead of averaging the rates', () => {
    // The rates are 1 and 0.01; their average would be 0.505.
    expect(computeRate(createEdits(1, 0), createEdits(1, 99))).toEqual({ value: 2 / 101, partial: false })
  })

  test('returns 1 if all edits were accepted, and 0 if all were rejected', () => {
    expect(computeRate(createEdits(5, 0)).value).toBe(1)
    expect(computeRate(createEdits(0, 5)).value).toBe(0)
  })

  test('returns null, not zero, if no edit was proposed or nothing is known', () => {
    expect(computeRate(createEdits(0, 0))).toEqual({ value: null, partial: false })
    expect(computeRate(createEdits(null, null))).toEqual({ value: null, partial: false })
    expect(computeFromRows('code.edit_acceptance_rate', [], { usageDays: 1 }).value).toBeNull()
  })

  test('returns a partial value if the edits of a day are unknown', () => {
    expect(computeRate(createEdits(3, 1), createEdits(null, null))).toEqual({ value: 0.75, partial: true })
  })
})
