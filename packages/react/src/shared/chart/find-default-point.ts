import { isFaint, type TrendPoint } from './trend.ts'

/**
 * Returns the index of the point that a chart reads out before the viewer selects one: the last settled point, because
 * newer points are still arriving and an incomplete week is smaller than the others. Passes over counts of zero while
 * there is another count, because the last settled day can be a Sunday. Without a settled point, returns the newest
 * point with a value. Without any value, returns the last point.
 */
export const findDefaultPoint = (
  points: readonly Pick<TrendPoint, 'value' | 'isProvisional' | 'isPartial'>[],
  isRate = false,
): number => {
  const scores = points.map((point) =>
    point.value === null ? 0 : 1 + Number(isRate || point.value > 0) + 2 * Number(!isFaint(point)),
  )
  return scores.lastIndexOf(Math.max(...scores))
}
