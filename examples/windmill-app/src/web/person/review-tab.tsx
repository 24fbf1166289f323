import { ReviewStats } from '@windmill/claude-react'
import { useId } from 'react'
import type { PersonResponse } from '../../host-api.ts'
import { formatDayWithWeekday } from '../ui/format-day.ts'
import { revealElement } from '../ui/reveal-element.ts'
import { Toast, useToast } from '../ui/toast.tsx'
import { DraftField } from './draft-field.tsx'
import { managerQuestions, ownQuestions } from './review-questions.ts'
import { useNoteProps } from './use-note-props.ts'
import { useReviewDraft } from './use-review-draft.ts'

/** The form of a performance review, beside the usage in the reviewed period. */
export const ReviewTab = ({ page }: { readonly page: PersonResponse }) => {
  const { person, isViewer, review } = page
  const titleId = useId()
  const draftKey = `${person.id}.review.${review.from}`
  const questions = isViewer ? ownQuestions : managerQuestions
  const draft = useReviewDraft(draftKey)
  const [toast, setToast] = useToast()
  const getFieldId = (questionId: string | null) => `${titleId}-${questionId}`
  const getLabel = (questionId: string | null) => questions.find(({ id }) => id === questionId)?.label ?? ''
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
          {questions.map(({ id, label, hint }) => (
            <DraftField
              key={id}
              fieldId={getFieldId(id)}
              draftKey={`${draftKey}.${id}`}
              label={label}
              {...(hint && { hint })}
            />
          ))}
        </div>
        <p className="card-footer quiet">Your draft is kept in this browser.</p>
      </section>
      <ReviewStats
        {...useNoteProps(page)}
        employeeId={person.id}
        {...(!isViewer && { employeeName: person.name })}
        period={{ label: review.label, from: review.from, to: review.to }}
        questions={questions}
        added={draft.added}
        onInsert={({ text, data: { observation, questionId } }) => {
          if (questionId === null) return
          draft.addSentence({ observationId: observation.id, questionId, text })
          setToast({ text: `Added to ${getLabel(questionId)}.`, targetId: getFieldId(questionId) })
          revealElement(getFieldId(questionId))
        }}
        onUndo={({ observationId, questionId }) => {
          draft.removeSentence(observationId)
          setToast({ text: `Removed from ${getLabel(questionId)}.`, targetId: null })
        }}
        onShow={({ questionId }) => revealElement(getFieldId(questionId), { hasFocus: true })}
        dismissed={draft.dismissed}
        onDismiss={draft.setDismissed}
      />
      <Toast message={toast} onClose={() => setToast(null)} />
    </div>
  )
}
