export { describeObservation, type ObservationDescription, type ObservationLanguage } from './describe-observation.ts'
export {
  computeProposals,
  findObservations,
  minEvents,
  minProposals,
  type Observation,
  type ObservationKind,
} from './find-observations.ts'
export {
  type ComparedPeriods,
  formatComparedPeriods,
  formatSentence,
  markAsSystem,
} from './format-sentence.ts'
export type { ObservationTextKey } from './texts/en/index.ts'
export { fillText, type Translate, type Values } from './texts/fill-text.ts'
export type { ObservationTexts } from './texts/observation-texts.ts'
export type { Plural, Text, TextsOf } from './texts/text.ts'
