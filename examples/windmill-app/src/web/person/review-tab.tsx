import { ReviewStats } from '@windmill/claude-react'
import { useId } from 'react'
import type { PersonResponse } from '../../host-api.ts'
import { useCurrentSession } from '../host/session-provider.tsx'
import { formatDayWithWeekday } from '../ui/format-day.ts'
import { useDraft } from '../ui/use-draft.ts'
import { DraftField } from './draft-field.tsx'
import { useNoteProps } from './use-note-props.ts'

/** The form of a performance review, beside the usage in the reviewed period. */
export const ReviewTab = ({ page }: { readonly page: PersonResponse }) => {
  const { person, isViewer, review } = page
  const titleId = useId()
  const draftKey = `${person.id}.review.${review.from}`
  const { viewer } = useCurrentSession()
  const [context, setContext] = useDraft(`${viewer?.id}.${draftKey}.context`)
  return (
    <div className="beside">
      <section className="card" aria-labelledby={titleId}>
        <header className="card-header">
          <h2 id={titleId}>{isViewer ? 'Your self-review' : 'Manager review'}</h2>
          <p className="quiet">
            {review.label} · due {formatDayWithWeekday(review.dueOn)}
          </p>
        </header>
        <div className="card-body">
          {isViewer ? (
            <>
              <DraftField
                draftKey={`${draftKey}.proud`}
                label="What are you most proud of?"
                hint="Two or three things, and the difference they made."
              />
              <DraftField draftKey={`${draftKey}.hard`} label="What was harder than it should have been?" />
              <DraftField draftKey={`${draftKey}.next`} label="What do you want to get better at next quarter?" />
            </>
          ) : (
            <>
              <DraftField
                draftKey={`${draftKey}.impact`}
                label="Impact"
                hint="What did they achieve, and what did it change for others?"
              />
              <DraftField
                draftKey={`${draftKey}.craft`}
                label="Craft and ways of working"
                hint="How do they work? Where do they set an example?"
              />
              <DraftField
                draftKey={`${draftKey}.growth`}
                label="Growth"
                hint="One strength to build on, one thing to work on together."
              />
            </>
          )}
          <DraftField
            draftKey={`${draftKey}.context`}
            label="Context"
            hint="Facts that help to read the rest. What you insert from Claude usage comes here."
            rows={6}
          />
        </div>
        <p className="card-footer quiet">Your draft is kept in this browser.</p>
      </section>
      <ReviewStats
        {...useNoteProps(page)}
        employeeId={person.id}
        {...(!isViewer && { employeeName: person.name })}
        period={{ label: review.label, from: review.from, to: review.to }}
        onInsert={({ text }) =>
          setContext(
            context === ''
              ? text
              : `${context}

${text}`,
          )
        }
      />
    </div>
  )
}
