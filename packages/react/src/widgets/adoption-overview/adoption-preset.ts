import type { Preset } from '../../shared/period/period-choice.ts'

/** The period of `AdoptionOverview` if neither the host nor the viewer has chosen one. */
export const adoptionPreset: Preset = '90'
