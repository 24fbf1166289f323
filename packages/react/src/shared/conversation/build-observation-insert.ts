import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { markAsSystem } from '@windmill/claude-core/observations'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { Language } from '../format/use-texts.ts'
import type { Insert, InsertedObservation } from './insert.ts'
import type { Addition } from './observation-choices.tsx'
import { type Block, renderMarkdown, renderText } from './render-document.ts'

/**
 * Builds what the host gets for an observation: its sentence as Markdown and as plain text, and its data. Only a
 * sentence that nobody has edited is marked as the system's.
 * @param suffix Follows the sentence, such as a question. Null adds nothing.
 */
export const buildObservationInsert = (
  language: Language<ObservationsText>,
  { employeeId, period, previous }: EmployeeStatsResponse,
  { observation, sentence, isEdited }: Omit<Addition, 'targetId'>,
  suffix: string | null,
): Insert<InsertedObservation> => {
  const text = isEdited ? sentence : markAsSystem(language, sentence)
  const blocks: readonly Block[] = [{ kind: 'paragraph', content: [[text, suffix].filter(Boolean).join(' ')] }]
  return {
    markdown: renderMarkdown(blocks),
    text: renderText(blocks),
    data: { employeeId, period, previous, observation, isEdited },
  }
}
