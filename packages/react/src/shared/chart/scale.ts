/** The values at the edges of a chart. */
export interface ScaleRange {
  /** The value at the lower edge. Zero for counts, because the length of a bar must be proportional to its value. */
  readonly bottom: number
  /** The value at the upper edge. */
  readonly top: number
}

/** A vertical axis. */
export interface Scale extends ScaleRange {
  /** The values with a label, from `bottom` to `top`, both included. */
  readonly ticks: readonly number[]
}

/**
 * Computes a scale for counts, from zero to at least `max`. The step is 1, 2 or 5 times a power of ten, like D3's ticks
 * (https://d3js.org/d3-array/ticks). It is the smallest such number that needs at most `maxSteps` steps, and never a
 * fraction, because counts are whole numbers.
 *
 * @param maxSteps `@default 5`
 */
export const computeCountScale = (max: number, maxSteps = 5): Scale => {
  const minStep = Math.max(1, max / maxSteps)
  const power = 10 ** Math.floor(Math.log10(minStep))
  const step = power * ([1, 2, 5].find((factor) => factor * power >= minStep) ?? 10)
  return createScale(0, Math.max(1, Math.ceil(max / step)), (index) => index * step)
}

/**
 * Computes a scale for rates, from the lowest to the highest rate. The scale has two to five steps of 10 percentage
 * points. If five such steps are too few, its steps have 20 percentage points. Rates usually stay in a small part of 0%
 * to 100%, so their changes would not be visible on the full range.
 */
export const computeRateScale = (rates: readonly number[]): Scale => {
  const lowest = rates.reduce((min, rate) => Math.min(min, rate), 1)
  const highest = rates.reduce((max, rate) => Math.max(max, rate), lowest)
  const isNarrow = Math.ceil(highest * 10) - Math.floor(lowest * 10) <= 5
  const stepsTo100 = isNarrow ? 10 : 5
  const lastStep = Math.max(2, Math.ceil(highest * stepsTo100))
  const firstStep = Math.min(lastStep - 2, Math.floor(lowest * stepsTo100))
  return createScale(firstStep, lastStep, (step) => step / stepsTo100)
}

const createScale = (firstStep: number, lastStep: number, toValue: (step: number) => number): Scale => ({
  bottom: toValue(firstStep),
  top: toValue(lastStep),
  ticks: Array.from({ length: lastStep - firstStep + 1 }, (_, index) => toValue(firstStep + index)),
})

/** Returns the center of a point's band, in percent of the field's width. All points have bands of equal width. */
export const getBandCenter = (index: number, pointCount: number): number => ((index + 0.5) / pointCount) * 100

/**
 * Returns the index of the point at a horizontal position.
 *
 * @param position From 0 at the start of the field to 1 at its end. A position outside belongs to the nearest point.
 */
export const findBand = (position: number, pointCount: number): number =>
  Math.min(pointCount - 1, Math.max(0, Math.floor(position * pointCount)))
