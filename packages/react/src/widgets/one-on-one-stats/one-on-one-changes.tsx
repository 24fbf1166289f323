'use client'

import { assessComparison, type EmployeeStatsResponse } from '@windmill/claude-core'
import { minEvents, minProposals, type Observation } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { ObservationList } from '../../shared/conversation/observation-list.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { ProductTables } from '../../shared/figures/product-tables.chunk.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enConversation } from '../../texts/en/conversation.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { buildOneOnOneInsert } from './build-one-on-one-insert.ts'
import type { OneOnOneBodyProps } from './props.ts'

interface OneOnOneChangesProps extends OneOnOneBodyProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
}

/** Shows what stands out since the last meeting, or a message that nothing stands out. */
export const OneOnOneChanges = (props: OneOnOneChangesProps): ReactNode => {
  const { response, observations, connection, employeeName, onInsert, renderHeader, headingLevel } = props
  const language = useTexts(enObservations)
  const { t } = language
  const { t: tConversation } = useTexts(enConversation)
  const [addedTitles, setAddedTitles] = useState<readonly string[]>([])
  const [announcement, setAnnouncement] = useState('')
  const isOwn = !employeeName
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const changes = observations.filter(({ kind }) => kind !== 'steady')

  const insert = (added: readonly Observation[], title: string | null) =>
    onInsert?.(buildOneOnOneInsert(language, { response, observations: added, isOwn, title }))
  const addAll = () => {
    insert(observations, tConversation('oneOnOne.title'))
    setAnnouncement(t('oneOnOne.addedAll'))
  }
  const addOne = (observation: Observation, title: string) => {
    insert([observation], null)
    setAddedTitles([...addedTitles, title])
    setAnnouncement(t('oneOnOne.addedOne', { title }))
  }

  return (
    <>
      {renderHeader(onInsert && observations.length > 0 && <Button onClick={addAll}>{t('oneOnOne.addAll')}</Button>)}
      <CoverageLine response={response} connection={connection} />
      {!hasComparison && <HighlightTiles response={response} hasComparison={false} />}
      {hasComparison && changes.length === 0 && (
        <Message title={t('conversation.nothing.title')}>
          <p>{t('conversation.nothing.text')}</p>
        </Message>
      )}
      {observations.length > 0 && (
        <ObservationList
          response={response}
          observations={observations}
          questionKind={isOwn ? 'own' : 'ask'}
          renderAction={
            onInsert &&
            ((observation, title) => (
              <Button variant="quiet" onClick={() => addOne(observation, title)}>
                <span aria-hidden="true">{t(addedTitles.includes(title) ? 'oneOnOne.added' : 'oneOnOne.add')}</span>
                <VisuallyHidden>
                  {t(addedTitles.includes(title) ? 'oneOnOne.addedOne' : 'oneOnOne.addOne', { title })}
                </VisuallyHidden>
              </Button>
            ))
          }
        />
      )}
      <footer className="claude-Footer claude-Conversation-footer">
        <p>
          {hasComparison && t('conversation.leftOut', { events: minEvents, proposals: minProposals })}{' '}
          {t('conversation.context')}
        </p>
        <details>
          <summary className="claude-Link">{t('conversation.numbers')}</summary>
          <ProductTables response={response} level={headingLevel + 1} />
        </details>
      </footer>
      <LiveRegion>{announcement}</LiveRegion>
    </>
  )
}
