import { earlierDay } from '@windmill/claude-core'
import { StatsPanel, useConnection } from '@windmill/claude-react'
import { useId } from 'react'
import type { PersonResponse } from '../../host-api.ts'
import { nearDay } from '../ui/format-day.ts'
import { Agenda } from './agenda.tsx'
import { Writing } from './writing.tsx'

/** The notes of a 1:1, with what has happened since the last one beside them. */
export const OneOnOneTab = ({ page }: { readonly page: PersonResponse }) => {
  const { person, isViewer, manager, oneOnOne } = page
  const titleId = useId()
  const name = `${person.id}.one-on-one.${oneOnOne.nextOn}`
  // Claude publishes a day or two late: what it has not yet published is no part of what is talked about.
  const newest = useConnection().data?.coverage?.through ?? oneOnOne.since.to
  const { from, to } = oneOnOne.since
  const since = { from, to: newest < from ? to : earlierDay(to, newest) }
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
      <StatsPanel
        employeeId={person.id}
        employeeName={person.name}
        period={since}
        reviewPeriod={{ label: 'Since last 1:1', ...since }}
      />
    </div>
  )
}
