import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRowCounts } from './row-counts.ts'

test('returns the last count of each row, like a map, even for hashes that compete for a slot', () => {
  const anyLane = fc.oneof(
    fc.constantFrom(0, 1, -1, 1_024, 2_048, 2 ** 31 - 1, -(2 ** 31)),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  )
  const anyStep = fc.record({
    low: anyLane,
    high: anyLane,
    count: fc.oneof(fc.nat(5), fc.constantFrom(Number.NaN, 2 ** 40)),
  })
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 5_000, size: 'max' }), (steps) => {
      const counts = createRowCounts()
      const model = new Map<string, number>()
      for (const { low, high, count } of steps) {
        // The table stores a hash of two zeros as 0 and 1.
        const key = low === 0 && high === 0 ? '0,1' : `${low},${high}`
        expect(counts.replace({ low, high }, count)).toBe(model.get(key))
        model.set(key, count)
      }
    }),
    { numRuns: 20 },
  )
})

test('stores a million rows in less than 100 MB', () => {
  globalThis.gc?.()
  const before = process.memoryUsage().arrayBuffers
  const counts = createRowCounts()
  for (let row = 0; row < 1_000_000; row += 1) counts.replace({ low: Math.imul(row, 0x9e3779b1), high: row }, row)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100e6)
  for (const row of [0, 1, 999_999]) expect(counts.replace({ low: Math.imul(row, 0x9e3779b1), high: row }, 0)).toBe(row)
})
