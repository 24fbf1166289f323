'use client'

import { assessComparison, type EmployeeStatsResponse } from '@windmill/claude-core'
import { describeObservation, minEvents, minProposals, type Observation } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { AllFigures } from '../../shared/conversation/all-figures.tsx'
import { buildObservationInsert } from '../../shared/conversation/build-observation-insert.ts'
import { type Addition, ObservationChoices } from '../../shared/conversation/observation-choices.tsx'
import { Unchanged } from '../../shared/conversation/unchanged.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { quoteNote } from '../../shared/note/quote-note.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enObservations } from '../../texts/en/observations.ts'
import type { OneOnOneBodyProps } from './props.ts'

interface OneOnOneChangesProps extends OneOnOneBodyProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
}

/** Shows what stands out since the last meeting, or a message that nothing stands out. */
export const OneOnOneChanges = (props: OneOnOneChangesProps): ReactNode => {
  const { response, observations, connection, employeeName, note, daysArrivingSince, renderHeader, headingLevel } =
    props
  const { onInsert, added = [], onUndo, dismissed = [], onDismiss } = props
  const language = useTexts(enObservations)
  const { t, locale } = language
  const questionKind = employeeName ? 'ask' : 'own'
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const changes = observations.filter(({ kind }) => kind !== 'steady')

  const insert = (addition: Addition) => {
    const { question } = describeObservation(language, addition.observation, !employeeName)
    const labeledQuestion = question && `${t(`${questionKind}.label`)} ${question}`
    const details = [labeledQuestion, quoteNote(language, note, !employeeName)].filter(Boolean).join(' ')
    const built = buildObservationInsert(language, response, addition, details)
    onInsert?.({ ...built, data: { ...built.data, question } })
  }

  return (
    <>
      {renderHeader()}
      <CoverageLine response={response} connection={connection} />
      {daysArrivingSince && (
        <p className="claude-Conversation-heading claude-Quiet">
          {t('oneOnOne.newerDays', { day: formatDay(locale, daysArrivingSince) })}
        </p>
      )}
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
          questionKind={questionKind}
          targets={[{ id: null, label: t('oneOnOne.add') }]}
          addText={t('oneOnOne.add')}
          describeAdded={() => t('oneOnOne.added')}
          added={new Map(added.map((id) => [id, null]))}
          dismissed={dismissed}
          onAdd={onInsert && insert}
          onUndo={onUndo}
          onDismiss={onDismiss}
          hasAddAll
        />
      )}
      <Unchanged observations={observations} />
      <footer className="claude-Footer claude-Conversation-footer">
        <AllFigures response={response} purpose="one_on_one" level={headingLevel + 1} />
        <p>
          {hasComparison && t('conversation.leftOut', { events: minEvents, proposals: minProposals })}{' '}
          {t('conversation.context')}
        </p>
      </footer>
    </>
  )
}
