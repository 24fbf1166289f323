import type { ObservationsText } from '../../texts/en/observations.ts'
import type { Language } from '../format/use-texts.ts'
import { shortenNote } from './shorten-note.ts'

/**
 * Quotes an employee's note for a text that leaves the widget. Null without a note.
 * @param isOwn Whether the viewer is the employee.
 */
export const quoteNote = (
  { t }: Language<ObservationsText>,
  note: string | null | undefined,
  isOwn: boolean,
): string | null => {
  const text = shortenNote(note)
  return text === '' ? null : t(isOwn ? 'conversation.ownNote' : 'conversation.note', { note: text })
}
