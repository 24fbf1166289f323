import { isFaint, type TrendPoint } from './trend.ts'

/**
 * Returns the index of the point that a chart reads out before the viewer selects one: the last settled one, because
 * newer ones are still arriving and an incomplete week is smaller than the others. Without such a point it is the newest
 * value, and without any value the last point.
 */
export const findDefaultPoint = (
  points: readonly Pick<TrendPoint, 'value' | 'isProvisional' | 'isPartial'>[],
): number => {
  const settled = points.findLastIndex((point) => point.value !== null && !isFaint(point))
  const newest = points.findLastIndex(({ value }) => value !== null)
  return [settled, newest].find((index) => index >= 0) ?? points.length - 1
}
