import { StatsPanel } from '@windmill/claude-react'
import { useId } from 'react'
import type { PersonResponse } from '../../host-api.ts'
import { longDay } from '../ui/format-day.ts'
import { Agenda } from './agenda.tsx'
import { Writing } from './writing.tsx'

/** The notes of a 1:1, with what has happened since the last one beside them. */
export const OneOnOneTab = ({ page }: { readonly page: PersonResponse }) => {
  const { person, isViewer, manager, oneOnOne } = page
  const titleId = useId()
  const name = `${person.id}.one-on-one.${oneOnOne.nextOn}`
  const other = isViewer ? (manager?.name ?? 'your manager') : person.name
  return (
    <div className="beside">
      <section className="card" aria-labelledby={titleId}>
        <header className="card-head">
          <h2 id={titleId}>1:1 with {other}</h2>
          <p className="quiet">
            Next on {longDay(oneOnOne.nextOn)}. Last on {longDay(oneOnOne.lastOn)}.
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
        period={{ from: oneOnOne.since.from, to: oneOnOne.since.to }}
        reviewPeriod={{ label: 'Since last 1:1', from: oneOnOne.since.from, to: oneOnOne.since.to }}
      />
    </div>
  )
}
