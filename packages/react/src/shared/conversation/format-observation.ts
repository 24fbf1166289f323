import type { Observation } from '@windmill/claude-core/observations'
import { describeObservation } from '@windmill/claude-core/observations'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { Words } from '../format/use-texts.ts'
import type { Inline } from './document.ts'

/**
 * Formats an observation as a list item of a document.
 *
 * @param questionKind `ask`: with the question for a manager. `own`: with the topic for the employee. Null: without.
 */
export const formatObservation = (
  words: Words<ObservationsText>,
  observation: Observation,
  questionKind: 'ask' | 'own' | null,
): readonly Inline[] => {
  const { title, numbers, question } = describeObservation(words, observation, questionKind === 'own')
  return [
    { strong: title },
    numbers && `: ${numbers}`,
    '.',
    ...(questionKind && question ? [` ${words.t(`${questionKind}.label`)} ${question}`] : []),
  ].filter(Boolean)
}
