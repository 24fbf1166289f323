import type { AdoptionResponse } from '@windmill/claude-core'
import { computeCountScale, type Scale } from '../../shared/chart/scale.ts'

/** Maximum number of steps between the ticks of the axis. */
const maxScaleSteps = 4

/** Computes the scale of all charts of the overview: from zero to at least the highest number of active people. */
export const computePeopleScale = ({ series }: Pick<AdoptionResponse, 'series'>): Scale =>
  computeCountScale(Math.max(1, ...series.map(({ active }) => active.any ?? 0)), maxScaleSteps)
