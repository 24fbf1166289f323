/**
 * Beyond so many standard deviations a difference is taken for more than chance: one in a hundred equal pairs would show
 * it. Stricter than the usual one in twenty, since several stats are looked at.
 */
const minZScore = 2.58

/**
 * Whether two counts over equally long periods differ by more than chance. Given their sum, each is binomial with a half
 * if both come at the same rate, so that (a − b) / √(a + b) is about normal. Przyborowski and Wilenski, "Homogeneity of
 * results in testing samples from Poisson series", Biometrika 31 (1940). `dispersion` widens what chance can do.
 */
export const countsDiffer = (a: number, b: number, dispersion = 1): boolean =>
  Math.abs(a - b) > minZScore * Math.sqrt(dispersion * (a + b))

/**
 * How much more one person's counts vary than independent events would, since messages come in bunches: variance over
 * mean of the days (or weeks) with any, at least 1. McCullagh and Nelder, "Generalized Linear Models" (1989), chapter 6.
 */
export const computeDispersion = (counts: readonly (number | null)[]): number => {
  const active = counts.flatMap((count) => (count === null || count === 0 ? [] : [count]))
  if (active.length < 3) return 1
  const mean = active.reduce((sum, count) => sum + count, 0) / active.length
  const variance = active.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (active.length - 1)
  return Math.max(1, variance / mean)
}

export interface Proportion {
  readonly part: number
  readonly whole: number
}

/**
 * What a rate is spread by at the least. Edits are proposed in one session after another, and those of a session are
 * accepted or rejected together. Assumed, not measured: five edits that agree by a quarter make a design effect of
 * 1 + (5 − 1) × 0.25 = 2; longer sessions make more. The formula is that of Kish, "Survey Sampling" (1965).
 */
const minRateDispersion = 2

/**
 * How much more the rates of the days (or weeks) vary than independent events would: Pearson’s X² of a common rate, over
 * its degrees of freedom. At least the design effect that is taken for granted, since a few days can look even by chance.
 * McCullagh and Nelder, "Generalized Linear Models" (1989), section 4.5; the days as clusters as in Rao and Scott, "A
 * simple method for the analysis of clustered binary data", Biometrics 48 (1992).
 */
export const computeRateDispersion = (clusters: readonly Proportion[]): number => {
  const filled = clusters.filter(({ whole }) => whole > 0)
  const total = (of: keyof Proportion) => filled.reduce((sum, each) => sum + each[of], 0)
  const rate = total('part') / total('whole')
  if (filled.length < 3 || rate === 0 || rate === 1) return minRateDispersion
  const squares = filled.map(({ part, whole }) => (part - whole * rate) ** 2 / (whole * rate * (1 - rate)))
  return Math.max(minRateDispersion, squares.reduce((sum, square) => sum + square, 0) / (filled.length - 1))
}

/**
 * Whether two proportions differ by more than chance: the z test with a pooled variance, for wholes large enough that
 * both parts and both rests are at least five; with less nothing is said. NIST/SEMATECH e-Handbook of Statistical
 * Methods, section 7.3.3. `dispersion` widens what chance can do, as above.
 */
export const ratesDiffer = (a: Proportion, b: Proportion, dispersion = 1): boolean => {
  const pooled = (a.part + b.part) / (a.whole + b.whole)
  const expected = [a.whole, b.whole].flatMap((whole) => [whole * pooled, whole * (1 - pooled)])
  if (!expected.every((count) => count >= 5)) return false
  const variance = dispersion * pooled * (1 - pooled) * (1 / a.whole + 1 / b.whole)
  return Math.abs(a.part / a.whole - b.part / b.whole) > minZScore * Math.sqrt(variance)
}
