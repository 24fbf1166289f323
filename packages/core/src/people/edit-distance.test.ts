import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWithinEdits } from './edit-distance.ts'

/** The definition, letter by letter. */
const distance = (a: string, b: string): number => {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (a[0] === b[0]) return distance(restA, restB)
  return 1 + Math.min(distance(restA, restB), distance(restA, b), distance(a, restB))
}

const anyText = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

test('tells whether the Levenshtein distance is at most so many', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
      expect(isWithinEdits(a, b, most)).toBe(distance(a, b) <= most)
    }),
    { numRuns: 1000 },
  )
})
