import fc from 'fast-check'

/** Returns fast-check with at most this many cases per property, for a place where more would find the same. */
export const limitCases = (maxCases: number): typeof fc => ({
  ...fc,
  assert: ((property, options) =>
    fc.assert(property, {
      ...options,
      numRuns: Math.min(options?.numRuns ?? 100, maxCases),
    })) as typeof fc.assert,
})
