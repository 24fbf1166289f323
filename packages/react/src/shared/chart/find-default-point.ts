import { isFaint, type TrendPoint } from './trend.ts'

/**
 * Returns the index of the point that a chart reads out before the viewer selects one: the last settled point, because
 * newer points are still arriving and an incomplete week is smaller than the others. Without a settled point, returns
 * the newest point with a value. Without any value, returns the last point.
 */
export const findDefaultPoint = (
  points: readonly Pick<TrendPoint, 'value' | 'isProvisional' | 'isPartial'>[],
): number => {
  const lastSettledIndex = points.findLastIndex((point) => point.value !== null && !isFaint(point))
  const newestKnownIndex = points.findLastIndex(({ value }) => value !== null)
  return [lastSettledIndex, newestKnownIndex].find((index) => index >= 0) ?? points.length - 1
}
