import type { Observation } from '@windmill/claude-core/observations'
import type { ObservationText } from '../../texts/en/observations.ts'
import type { Words } from '../format/use-texts.ts'
import { describeObservation } from './describe-observation.ts'
import type { Inline } from './document.ts'

/** An observation as an item of a list, with the question where there is one and it is wanted. */
export const formatObservation = (
  words: Words<ObservationText>,
  observation: Observation,
  ask: 'ask' | 'own' | null,
): readonly Inline[] => {
  const { title, numbers, question } = describeObservation(words, observation, ask === 'own')
  return [
    { strong: title },
    numbers && `: ${numbers}`,
    '.',
    ...(ask && question ? [` ${words.t(`${ask}.label`)} ${question}`] : []),
  ].filter(Boolean)
}
