/**
 * Minimum z-score of a significant difference. By chance, 1 % of the pairs with equal rates reach it. This is stricter
 * than the usual 5 %, because several stats are tested at once.
 */
const minZScore = 2.58

/**
 * Whether two counts differ significantly. If both have the same rate per day, each count is binomial given their sum
 * n, with its share of the days as p, so (a − np) / √(np(1 − p)) is approximately normal.
 *
 * Source: Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
 * (1940).
 * @param dispersion Factor by which the variance exceeds that of independent events, from `computeDispersion`.
 * `@default 1`
 * @param lengthRatio Days behind `b` for each day behind `a`, from `computeLengthRatio`. `@default 1`
 */
export const areCountsDifferent = (a: number, b: number, dispersion = 1, lengthRatio = 1): boolean => {
  const share = 1 / (1 + lengthRatio)
  const sum = a + b
  return Math.abs(a - sum * share) > minZScore * Math.sqrt(dispersion * sum * share * (1 - share))
}

/**
 * Computes the factor by which one person's counts vary more than independent events, because messages come in bunches.
 * The factor is the variance divided by the mean over the active buckets. The minimum is 1. If fewer than three buckets
 * are active, the factor is 1.
 *
 * Source: McCullagh and Nelder, "Generalized Linear Models" (1989), chapter 6.
 */
export const computeDispersion = (counts: readonly (number | null)[]): number => {
  const activeCounts = counts.flatMap((count) => (count === null || count === 0 ? [] : [count]))
  if (activeCounts.length < 3) return 1
  const mean = activeCounts.reduce((sum, count) => sum + count, 0) / activeCounts.length
  const variance = activeCounts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (activeCounts.length - 1)
  return Math.max(1, variance / mean)
}

/** A part of a whole, such as the accepted edits of all proposed edits. */
export interface Proportion {
  readonly part: number
  readonly whole: number
}

/**
 * Minimum dispersion of a rate, because edits of one session tend to be accepted or rejected together. It is an
 * assumption, not a measurement: sessions of five edits with an intraclass correlation of 0.25 have a design effect of
 * 1 + (5 − 1) × 0.25 = 2. Longer sessions have a larger design effect.
 *
 * Source: Kish, "Survey Sampling" (1965).
 */
const minRateDispersion = 2

/**
 * Computes the factor by which the rates of the buckets vary more than independent events. It is Pearson’s X² against
 * the common rate, divided by its degrees of freedom. It is at least `minRateDispersion`, because a few buckets can
 * look even by chance.
 *
 * Sources: McCullagh and Nelder, "Generalized Linear Models" (1989), section 4.5. Days as clusters: Rao and Scott, "A
 * simple method for the analysis of clustered binary data", Biometrics 48 (1992).
 * @param clusters The proportion of each bucket.
 */
export const computeRateDispersion = (clusters: readonly Proportion[]): number => {
  const nonEmptyClusters = clusters.filter(({ whole }) => whole > 0)
  const sumField = (key: keyof Proportion) => nonEmptyClusters.reduce((sum, cluster) => sum + cluster[key], 0)
  const rate = sumField('part') / sumField('whole')
  if (nonEmptyClusters.length < 3 || rate === 0 || rate === 1) return minRateDispersion
  const squares = nonEmptyClusters.map(({ part, whole }) => (part - whole * rate) ** 2 / (whole * rate * (1 - rate)))
  return Math.max(minRateDispersion, squares.reduce((sum, square) => sum + square, 0) / (nonEmptyClusters.length - 1))
}

/**
 * Whether two proportions differ significantly, by the z test with a pooled variance. False if any expected part or
 * remainder is below five, because the test is not valid for such small numbers.
 *
 * Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 7.3.3.
 * @param dispersion Factor by which the variance exceeds that of independent events, from `computeRateDispersion`.
 * `@default 1`
 */
export const areRatesDifferent = (a: Proportion, b: Proportion, dispersion = 1): boolean => {
  const pooledRate = (a.part + b.part) / (a.whole + b.whole)
  const expectedCounts = [a.whole, b.whole].flatMap((whole) => [whole * pooledRate, whole * (1 - pooledRate)])
  if (!expectedCounts.every((count) => count >= 5)) return false
  const variance = dispersion * pooledRate * (1 - pooledRate) * (1 / a.whole + 1 / b.whole)
  return Math.abs(a.part / a.whole - b.part / b.whole) > minZScore * Math.sqrt(variance)
}
