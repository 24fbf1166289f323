import fc from 'fast-check'

/** Returns fast-check with at most this many cases per property, for suites in which more cases find nothing new. */
export const limitCases = (maxCases: number): typeof fc => ({
  ...fc,
  assert: ((property, options) =>
    fc.assert(property, {
      ...options,
      numRuns: Math.min(options?.numRuns ?? 100, maxCases),
    })) as typeof fc.assert,
})
