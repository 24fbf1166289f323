/** A vertical axis that begins at zero. */
export interface Scale {
  /** The value at the upper edge. */
  readonly top: number
  /** The values with a label, from zero to `top`, both included. */
  readonly ticks: readonly number[]
}

/** The scale of a rate. It always goes from 0% to 100%, so that the charts of two rates can be compared. */
export const rateScale: Scale = { top: 1, ticks: [0, 0.5, 1] }

/**
 * Computes a scale for counts, from zero to at least `max`. The step is 1, 2 or 5 times a power of ten, like D3's ticks
 * (https://d3js.org/d3-array/ticks): the smallest of them with at most `maxSteps` steps. It is never a fraction,
 * because counts are whole numbers.
 *
 * @param maxSteps `@default 5`
 */
export const computeCountScale = (max: number, maxSteps = 5): Scale => {
  const minStep = Math.max(1, max / maxSteps)
  const power = 10 ** Math.floor(Math.log10(minStep))
  const step = power * ([1, 2, 5].find((factor) => factor * power >= minStep) ?? 10)
  const steps = Math.max(1, Math.ceil(max / step))
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) }
}

/** Returns the center of a point's band, in percent of the field's width. All points have bands of equal width. */
export const getBandCenter = (index: number, pointCount: number): number => ((index + 0.5) / pointCount) * 100

/**
 * Returns the index of the point with the band at a horizontal position.
 *
 * @param position From 0 at the start of the field to 1 at its end. A position outside belongs to the nearest point.
 */
export const findBand = (position: number, pointCount: number): number =>
  Math.min(pointCount - 1, Math.max(0, Math.floor(position * pointCount)))
