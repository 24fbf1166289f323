'use client'

import { assessComparison, type EmployeeStatsResponse, listProductStats, products } from '@windmill/claude-core'
import { findObservations, minEvents, minProposals } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { ObservationList } from '../../shared/conversation/observation-list.tsx'
import { ProductTables } from '../../shared/conversation/product-tables.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { isReading } from '../../shared/coverage/is-reading.ts'
import { ProductSection } from '../../shared/figures/product-section.tsx'
import { StatRow } from '../../shared/figures/stat-row.tsx'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { enTalks } from '../../texts/en/conversation.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { enStatsMore } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { reviewInsert } from './build-review-insert.ts'
import { copyRichText } from './copy-rich-text.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'
import type { ReviewBodyProps } from './props.ts'

interface PacketProps extends ReviewBodyProps {
  readonly response: EmployeeStatsResponse
}

const texts = { ...enStatsPanel, ...enStatsMore, ...enObservations, ...enTalks }

/** What is put into a review: the few things that changed most, and everything else when it is asked for. */
export const Packet = (props: PacketProps): ReactNode => {
  const { response, connection, employeeName, label, onInsert, head, headingLevel } = props
  const words = useTexts(texts)
  const { t } = words
  const [done, setDone] = useState<'added' | 'copied' | 'notCopied' | null>(null)
  const isCompared = assessComparison(response).kind !== 'withheld'
  const observations = findObservations(response)
  const reasons = describeLowerBounds(words, response)
  const level = headingLevel + 1

  const insert = () =>
    reviewInsert(words, {
      response,
      title: t('review.title', { label }),
      label,
      employeeName,
      isReading: isReading(connection),
    })
  const add = () => {
    const { html, ...content } = insert()
    onInsert?.(content)
    setDone('added')
  }
  const copy = async () => {
    setDone((await copyRichText(insert())) ? 'copied' : 'notCopied')
  }

  return (
    <>
      {head(
        <div className="claude-Actions">
          {onInsert && <Button onClick={add}>{t('review.add')}</Button>}
          <Button onClick={copy}>{t('review.copy')}</Button>
        </div>,
      )}
      <CoverageLine response={response} connection={connection} />
      {!isCompared && <HighlightTiles response={response} isCompared={false} />}
      {isCompared && observations.length === 0 && (
        <Message title={t('talks.nothing.title')}>
          <p>{t('talks.nothing.text')}</p>
        </Message>
      )}
      {observations.length > 0 && (
        <>
          <Heading level={level} className="claude-Talk-heading">
            {t('review.changed')}
          </Heading>
          <ObservationList response={response} observations={observations} ask={null} />
        </>
      )}
      <div className="claude-Foot claude-Talk-foot">
        <details>
          <summary className="claude-Link">{t('review.all')}</summary>
          <div className="claude-StatsPanel-products">
            {products.map((product) => (
              <ProductSection key={product.id} product={product} response={response} level={level}>
                <ul>
                  {listProductStats(product.id).map((stat) => (
                    <StatRow key={stat.id} stat={stat} response={response} isCompared={isCompared} />
                  ))}
                </ul>
              </ProductSection>
            ))}
          </div>
        </details>
        <details>
          <summary className="claude-Link">{t('talks.numbers')}</summary>
          <ProductTables response={response} level={level} />
        </details>
      </div>
      <footer className="claude-Foot claude-Talk-foot">
        <p>{t('review.context')}</p>
        <p>
          {[
            t('review.source'),
            ...reasons,
            isCompared && t('talks.leftOut', { events: minEvents, proposals: minProposals }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      </footer>
      {done === 'notCopied' && <p className="claude-Failure claude-Talk-heading">{t('review.notCopied')}</p>}
      <LiveRegion>{done && t(`review.${done}`)}</LiveRegion>
    </>
  )
}
