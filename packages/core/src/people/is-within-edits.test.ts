import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWithinEdits } from './is-within-edits.ts'

/** Computes the Levenshtein distance by its recursive definition. */
const computeDistance = (a: string, b: string): number => {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (a[0] === b[0]) return computeDistance(restA, restB)
  return 1 + Math.min(computeDistance(restA, restB), computeDistance(restA, b), computeDistance(a, restB))
}

const anyText = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

test('isWithinEdits is true for a Levenshtein distance up to the maximum, and false above it', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.integer({ min: 0, max: 4 }), (a, b, maxEdits) => {
      expect(isWithinEdits(a, b, maxEdits)).toBe(computeDistance(a, b) <= maxEdits)
    }),
    { numRuns: 1000 },
  )
})
