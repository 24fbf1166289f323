import type { StatsPanelProps } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'
import { useSaveNote } from '../host/host-queries.ts'

/** The props with which a widget shows a person's note. Only the person can change it. */
export const useNoteProps = ({
  person,
  isViewer,
  note,
}: PersonResponse): Pick<StatsPanelProps, 'note' | 'onNoteChange'> => {
  const saveNote = useSaveNote(person.id)
  return { note, ...(isViewer && { onNoteChange: saveNote }) }
}
