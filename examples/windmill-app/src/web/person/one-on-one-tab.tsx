import { OneOnOneStats } from '@windmill/claude-react'
import { useId } from 'react'
import { Link } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { personPath } from '../shell/side-nav.tsx'
import { nearDay } from '../ui/format-day.ts'
import { Agenda } from './agenda.tsx'
import { useAgenda } from './use-agenda.ts'
import { Writing } from './writing.tsx'

/** The notes of a 1:1, with what has changed since the last one beside them. */
export const OneOnOneTab = ({ page }: { readonly page: PersonResponse }) => {
  const { person, isViewer, manager, oneOnOne } = page
  const titleId = useId()
  const name = `${person.id}.one-on-one.${oneOnOne.nextOn}`
  const { add } = useAgenda(name)
  const other = isViewer ? (manager?.name ?? 'your manager') : person.name
  return (
    <div className="beside">
      <section className="card" aria-labelledby={titleId}>
        <header className="card-head">
          <h2 id={titleId}>1:1 with {other}</h2>
          <p className="quiet">
            Next {nearDay(oneOnOne.nextOn)} · last {nearDay(oneOnOne.lastOn)}
          </p>
        </header>
        <div className="card-body">
          <Agenda name={name} />
          <Writing name={`${name}.notes`} label="Notes" rows={6} />
          <Writing name={`${name}.next-steps`} label="Next steps" hint="Who does what, until when." rows={3} />
        </div>
        <p className="card-foot quiet">Your draft is kept in this browser.</p>
      </section>
      <div className="stack">
        <OneOnOneStats
          employeeId={person.id}
          {...(!isViewer && { employeeName: person.name })}
          lastMeetingOn={oneOnOne.lastOn}
          onInsert={({ text }) => add(text)}
        />
        <p className="stack-foot">
          <Link href={personPath(person.id)}>
            {isViewer ? 'All of your Claude usage' : `All Claude usage of ${person.name}`}
          </Link>
        </p>
      </div>
    </div>
  )
}
