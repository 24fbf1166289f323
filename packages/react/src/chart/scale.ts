/** A vertical axis that begins at zero. */
export interface Scale {
  /** What the upper edge stands for. */
  readonly top: number
  /** From zero to the top, both included. */
  readonly ticks: readonly number[]
}

/** A share: of the whole, whatever the values are. */
export const shareScale: Scale = { top: 1, ticks: [0, 0.5, 1] }

const mostSteps = 5

/**
 * A scale for counts, from zero to at least `max`, in few steps that are easy to read: of 1, 2 and 5 times a power of ten
 * (the steps of D3's ticks, https://d3js.org/d3-array/ticks) the smallest that few enough steps reach the top with. Never
 * a fraction, since half a commit is none.
 */
export const countScale = (max: number): Scale => {
  const least = Math.max(1, max / mostSteps)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
  const steps = Math.max(1, Math.ceil(max / step))
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) }
}

/** The middle of a point's band, in percent of the width. */
export const bandCenter = (index: number, points: number): number => ((index + 0.5) / points) * 100

/** Whose band a place is in, from 0 at the beginning of the width to 1 at its end. */
export const bandAt = (place: number, points: number): number =>
  Math.min(points - 1, Math.max(0, Math.floor(place * points)))
