import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, sumStatCounters } from '../../test/counters.ts'
import type { StatId } from './catalog.ts'
import { addSums, emptySums, sumCounters } from './counter-sums.ts'
import { counterIds } from './counters.ts'

describe('sumCounters', () => {
  test('adds up the known values of each counter, and counts the usage days with an unknown counter per stat', () => {
    fc.assert(
      fc.property(fc.array(anyCounters, { maxLength: 8 }), (rows) => {
        const sums = sumCounters(rows)
        for (const counter of counterIds) {
          const knownValues = rows.map((row) => row[counter]).filter((value) => value !== null)
          expect(sums.sum[counter]).toBe(knownValues.length === 0 ? null : knownValues.reduce((a, b) => a + b))
        }
        for (const [id, counters] of Object.entries(sumStatCounters)) {
          const rowsWithUnknown = rows.filter((row) => counters.some((counter) => row[counter] === null))
          expect(sums.unknown[id as StatId]).toBe(rowsWithUnknown.length)
        }
      }),
    )
  })

  test('returns empty sums for no rows', () => {
    expect(sumCounters([])).toEqual(emptySums)
  })
})

describe('addSums', () => {
  test('returns the same as summing all rows at once, however they are divided', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCounters, { maxLength: 3 }), { maxLength: 4 }), (parts) => {
        expect(addSums(parts.map(sumCounters))).toEqual(sumCounters(parts.flat()))
      }),
    )
  })

  test('returns empty sums for no sums', () => {
    expect(addSums([])).toEqual(emptySums)
  })
})
