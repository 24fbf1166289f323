/**
 * Beyond so many standard deviations a difference is taken for more than chance: one in a hundred equal pairs would show
 * it. Stricter than the usual one in twenty, since one person's events come in bursts and several stats are looked at.
 */
const limit = 2.58

/**
 * Whether two counts over equally long periods differ by more than chance. Given their sum, each is binomial with a half
 * if both come at the same rate, so that (a − b) / √(a + b) is about normal. Przyborowski and Wilenski, "Homogeneity of
 * results in testing samples from Poisson series", Biometrika 31 (1940).
 */
export const countsDiffer = (a: number, b: number): boolean => Math.abs(a - b) > limit * Math.sqrt(a + b)

export interface Proportion {
  readonly part: number
  readonly whole: number
}

/**
 * Whether two proportions differ by more than chance: the z test with a pooled variance, for wholes large enough that
 * both parts and both rests are at least five; with less nothing is said. NIST/SEMATECH e-Handbook of Statistical
 * Methods, section 7.3.3.
 */
export const ratesDiffer = (a: Proportion, b: Proportion): boolean => {
  const pooled = (a.part + b.part) / (a.whole + b.whole)
  const expected = [a.whole, b.whole].flatMap((whole) => [whole * pooled, whole * (1 - pooled)])
  if (!expected.every((count) => count >= 5)) return false
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / a.whole + 1 / b.whole))
  return Math.abs(a.part / a.whole - b.part / b.whole) > limit * deviation
}
