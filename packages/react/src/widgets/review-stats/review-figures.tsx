'use client'

import { assessComparison, type EmployeeStatsResponse } from '@windmill/claude-core'
import { findObservations, minEvents, minProposals } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { AllFigures } from '../../shared/conversation/all-figures.tsx'
import { buildObservationInsert } from '../../shared/conversation/build-observation-insert.ts'
import { type Addition, ObservationChoices } from '../../shared/conversation/observation-choices.tsx'
import { Unchanged } from '../../shared/conversation/unchanged.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { describeStatChecks } from '../../shared/coverage/describe-checks.ts'
import { isReadingHistory } from '../../shared/coverage/is-reading-history.ts'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { quoteNote } from '../../shared/note/quote-note.ts'
import { Button } from '../../shared/ui/button.tsx'
import { copyText } from '../../shared/ui/copy-text.ts'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { enConversation } from '../../texts/en/conversation.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { buildReviewDocument } from './build-review-document.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'
import type { ReviewBodyProps } from './props.ts'

interface ReviewFiguresProps extends ReviewBodyProps {
  readonly response: EmployeeStatsResponse
}

const texts = { ...enStatsPanel, ...enStatsDetails, ...enObservations, ...enConversation }

/**
 * Shows what changed most in the period under review, for the viewer to choose from. All figures are in a collapsed
 * section below.
 */
export const ReviewFigures = (props: ReviewFiguresProps): ReactNode => {
  const { response, connection, employeeName, note, label, renderHeader, headingLevel } = props
  const { questions = [], onInsert, added = [], onUndo, onShow, dismissed = [], onDismiss } = props
  const language = useTexts(texts)
  const { t } = language
  const [copyResult, setCopyResult] = useState<'copied' | 'notCopied' | null>(null)
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const observations = findObservations(response)
  const changes = observations.filter(({ kind }) => kind !== 'steady')

  const describeAdded = (questionId: string | null) => {
    const question = questions.find(({ id }) => id === questionId)
    return question ? t('review.addedTo', { question: question.label }) : t('review.added')
  }
  const insert = (addition: Addition) => {
    const { observation, isEdited } = addition
    const checks = isEdited ? null : describeStatChecks(language, response, observation.statId)
    const details = [checks, quoteNote(language, note, !employeeName)].filter(Boolean).join(' ')
    const built = buildObservationInsert(language, response, addition, details)
    onInsert?.({ ...built, data: { ...built.data, label, questionId: addition.targetId } })
  }
  const copyToClipboard = async () => {
    const isAdded = (id: string) => added.some(({ observationId }) => observationId === id)
    const { text, html } = buildReviewDocument(language, {
      response,
      observations: observations.filter(({ id }) => !dismissed.includes(id) || isAdded(id)),
      title: t('review.title', { label }),
      employeeName,
      note,
      isReadingHistory: isReadingHistory(connection),
    })
    setCopyResult((await copyText({ 'text/plain': text, 'text/html': html })) ? 'copied' : 'notCopied')
  }

  return (
    <>
      {renderHeader()}
      <CoverageLine response={response} connection={connection} />
      {!hasComparison && <HighlightTiles response={response} hasComparison={false} />}
      {hasComparison && changes.length === 0 && (
        <Message title={t('conversation.nothing.title')}>
          <p>{t('conversation.nothing.text')}</p>
        </Message>
      )}
      {changes.length > 0 && (
        <ObservationChoices
          response={response}
          observations={changes}
          questionKind={null}
          targets={questions.length > 0 ? questions : [{ id: null, label: t('review.add') }]}
          addText={t(questions.length > 1 ? 'review.addTo' : 'review.add')}
          describeAdded={describeAdded}
          added={new Map(added.map(({ observationId, questionId }) => [observationId, questionId]))}
          dismissed={dismissed}
          onAdd={onInsert && insert}
          onUndo={onUndo && ((observationId, questionId) => onUndo({ observationId, questionId }))}
          onShow={onShow && ((observationId, questionId) => onShow({ observationId, questionId }))}
          onDismiss={onDismiss}
        />
      )}
      <Unchanged observations={observations} />
      <div className="claude-Footer claude-Conversation-footer">
        <AllFigures response={response} purpose="review" level={headingLevel + 1} />
        <p>
          <Button onClick={copyToClipboard}>{t(copyResult === 'copied' ? 'review.copied' : 'review.copy')}</Button>
        </p>
        {copyResult === 'notCopied' && <p className="claude-Failure">{t('review.notCopied')}</p>}
      </div>
      <footer className="claude-Footer claude-Conversation-footer">
        <p>{t('review.context')}</p>
        <p>
          {[
            t('review.source'),
            ...describeLowerBounds(language, response),
            hasComparison && t('conversation.leftOut', { events: minEvents, proposals: minProposals }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      </footer>
      <LiveRegion>{copyResult && t(`review.${copyResult}`)}</LiveRegion>
    </>
  )
}
