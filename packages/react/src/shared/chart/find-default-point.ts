import type { SparkPoint } from '../ui/build-spark-paths.ts'

/**
 * Returns the index of the point that a chart reads out before the viewer selects one: the last settled one, because
 * newer ones are still arriving. Without a settled value it is the newest value, and without any value the last point.
 */
export const findDefaultPoint = (points: readonly SparkPoint[]): number => {
  const settled = points.findLastIndex(({ value, isProvisional }) => value !== null && !isProvisional)
  const newest = points.findLastIndex(({ value }) => value !== null)
  return [settled, newest].find((index) => index >= 0) ?? points.length - 1
}
