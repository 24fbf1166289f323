'use client'

import { assessComparison, type EmployeeStatsResponse } from '@windmill/claude-core'
import { minEvents, minProposals, type Observation } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { ObservationList } from '../../shared/conversation/observation-list.tsx'
import { ProductTables } from '../../shared/conversation/product-tables.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enTalks } from '../../texts/en/conversation.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { oneOnOneInsert } from './build-one-on-one-insert.ts'
import type { OneOnOneBodyProps } from './props.ts'

interface SinceProps extends OneOnOneBodyProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
}

/** What stands out since the last meeting, or that nothing does. */
export const OneOnOneChanges = (props: SinceProps): ReactNode => {
  const { response, observations, connection, employeeName, onInsert, head, headingLevel } = props
  const words = useTexts(enObservations)
  const { t } = words
  const { t: tTalks } = useTexts(enTalks)
  const [added, setAdded] = useState<readonly string[]>([])
  const [said, setSaid] = useState('')
  const isOwn = !employeeName
  const isCompared = assessComparison(response).kind !== 'withheld'
  const changes = observations.filter(({ kind }) => kind !== 'steady')

  const insert = (chosen: readonly Observation[], title: string | null) =>
    onInsert?.(oneOnOneInsert(words, { response, observations: chosen, isOwn, title }))
  const addAll = () => {
    insert(observations, tTalks('oneOnOne.title'))
    setSaid(t('oneOnOne.addedAll'))
  }
  const addOne = (observation: Observation, title: string) => {
    insert([observation], null)
    setAdded([...added, title])
    setSaid(t('oneOnOne.addedOne', { title }))
  }

  return (
    <>
      {head(onInsert && observations.length > 0 && <Button onClick={addAll}>{t('oneOnOne.addAll')}</Button>)}
      <CoverageLine response={response} connection={connection} />
      {!isCompared && <HighlightTiles response={response} isCompared={false} />}
      {isCompared && changes.length === 0 && (
        <Message title={t('talks.nothing.title')}>
          <p>{t('talks.nothing.text')}</p>
        </Message>
      )}
      {observations.length > 0 && (
        <ObservationList
          response={response}
          observations={observations}
          ask={isOwn ? 'own' : 'ask'}
          action={
            onInsert &&
            ((observation, title) => (
              <Button variant="quiet" onClick={() => addOne(observation, title)}>
                <span aria-hidden="true">{t(added.includes(title) ? 'oneOnOne.added' : 'oneOnOne.add')}</span>
                <VisuallyHidden>
                  {t(added.includes(title) ? 'oneOnOne.addedOne' : 'oneOnOne.addOne', { title })}
                </VisuallyHidden>
              </Button>
            ))
          }
        />
      )}
      <footer className="claude-Foot claude-Talk-foot">
        <p>
          {isCompared && t('talks.leftOut', { events: minEvents, proposals: minProposals })} {t('talks.context')}
        </p>
        <details>
          <summary className="claude-Link">{t('talks.numbers')}</summary>
          <ProductTables response={response} level={headingLevel + 1} />
        </details>
      </footer>
      <LiveRegion>{said}</LiveRegion>
    </>
  )
}
