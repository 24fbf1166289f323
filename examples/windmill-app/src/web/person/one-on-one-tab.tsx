import { OneOnOneStats } from '@windmill/claude-react'
import { useId } from 'react'
import { Link } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { useCurrentSession } from '../host/session-provider.tsx'
import { formatDayWithWeekday } from '../ui/format-day.ts'
import { revealElement } from '../ui/reveal-element.ts'
import { Toast, useToast } from '../ui/toast.tsx'
import { useStoredList } from '../ui/use-stored-list.ts'
import { Agenda } from './agenda.tsx'
import { DraftField } from './draft-field.tsx'
import { getPersonPath } from './get-person-path.ts'
import { useAgenda } from './use-agenda.ts'
import { useNoteProps } from './use-note-props.ts'

/** The agenda and notes of the next 1:1, beside what has changed in the usage since the last 1:1. */
export const OneOnOneTab = ({ page }: { readonly page: PersonResponse }) =>
  page.oneOnOne && <OneOnOne page={page} oneOnOne={page.oneOnOne} />

interface OneOnOneProps {
  readonly page: PersonResponse
  readonly oneOnOne: NonNullable<PersonResponse['oneOnOne']>
}

const OneOnOne = ({ page, oneOnOne }: OneOnOneProps) => {
  const { person, isViewer, manager } = page
  const titleId = useId()
  const draftKey = `${person.id}.one-on-one.${oneOnOne.nextOn}`
  const listId = `${titleId}-agenda`
  const { viewer } = useCurrentSession()
  const { topics, addTopic, removeObservation } = useAgenda(draftKey)
  const [dismissed, setDismissed] = useStoredList<string>(`${viewer?.id}.${draftKey}.dismissed`)
  const [toast, setToast] = useToast()
  const counterpart = isViewer ? (manager?.name ?? 'your manager') : person.name
  return (
    <div className="beside">
      <section className="card" aria-labelledby={titleId}>
        <header className="card-header">
          <h2 id={titleId}>1:1 with {counterpart}</h2>
          <p className="quiet">
            Next {formatDayWithWeekday(oneOnOne.nextOn)} ·{' '}
            {oneOnOne.lastOn ? `last ${formatDayWithWeekday(oneOnOne.lastOn)}` : 'the first one'}
          </p>
        </header>
        <div className="card-body">
          <Agenda draftKey={draftKey} listId={listId} />
          <DraftField draftKey={`${draftKey}.notes`} label="Notes" rows={6} />
          <DraftField draftKey={`${draftKey}.next-steps`} label="Next steps" hint="Who does what, by when." rows={3} />
        </div>
        <p className="card-footer quiet">Your draft is kept in this browser.</p>
      </section>
      <div className="stack">
        <OneOnOneStats
          {...useNoteProps(page)}
          employeeId={person.id}
          {...(!isViewer && { employeeName: person.name })}
          lastMeetingOn={oneOnOne.lastOn}
          added={topics.flatMap(({ observationId }) => observationId ?? [])}
          onInsert={({ text, data }) => {
            addTopic(text, data.observation.id)
            setToast({ text: 'Added to the agenda.', targetId: listId })
            revealElement(listId)
          }}
          onUndo={(observationId) => {
            removeObservation(observationId)
            setToast({ text: 'Removed from the agenda.', targetId: null })
          }}
          dismissed={dismissed}
          onDismiss={(observationId, isDismissed) => {
            const others = dismissed.filter((id) => id !== observationId)
            setDismissed(isDismissed ? [...others, observationId] : others)
          }}
        />
        <p className="stack-footer">
          <Link href={getPersonPath(person.id)}>
            {isViewer ? 'All of your Claude usage' : `All Claude usage of ${person.name}`}
          </Link>
        </p>
      </div>
      <Toast message={toast} onClose={() => setToast(null)} />
    </div>
  )
}
