import type { ReactNode } from 'react'
import { OnDemand } from '../ui/on-demand.tsx'
import { lazyEmployeeNote } from './employee-note.lazy.ts'
import type { NoteProps } from './props.ts'

/** The place of an employee's note in a widget. Renders nothing if there is no note and the viewer cannot write one. */
export const NoteSlot = ({ note, onNoteChange }: NoteProps): ReactNode =>
  (note || onNoteChange) && (
    <OnDemand part={lazyEmployeeNote} size="line">
      {({ EmployeeNote }) => <EmployeeNote note={note} onNoteChange={onNoteChange} />}
    </OnDemand>
  )
