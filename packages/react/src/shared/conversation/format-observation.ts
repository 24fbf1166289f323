import type { Observation } from '@windmill/claude-core/observations'
import { describeObservation } from '@windmill/claude-core/observations'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { Language } from '../format/use-texts.ts'
import type { Inline } from './render-document.ts'

/**
 * Formats an observation as a list item of a document.
 *
 * @param questionKind `ask` adds the question for a manager. `own` adds the topic for the employee. Null adds neither.
 */
export const formatObservation = (
  language: Language<ObservationsText>,
  observation: Observation,
  questionKind: 'ask' | 'own' | null,
): readonly Inline[] => {
  const { title, numbers, question } = describeObservation(language, observation, questionKind === 'own')
  return [
    { strong: title },
    numbers && `: ${numbers}`,
    '.',
    ...(questionKind && question ? [` ${language.t(`${questionKind}.label`)} ${question}`] : []),
  ].filter(Boolean)
}
