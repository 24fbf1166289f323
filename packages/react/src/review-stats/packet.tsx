'use client'

import { assessComparison, type EmployeeStatsResponse, products, listProductStats } from '@windmill/claude-core'
import { minEvents, minProposals, findObservations } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { CoverageLine } from '../stats-panel/coverage-line.tsx'
import { isReading } from '../stats-panel/is-reading.ts'
import { ProductSection } from '../stats-panel/product-section.tsx'
import { StatRow } from '../stats-panel/stat-row.tsx'
import { Tiles } from '../stats-panel/tiles.tsx'
import { Observations } from '../talks/observations.tsx'
import { ProductTables } from '../talks/product-tables.tsx'
import { enObservations } from '../texts/en-observations.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { enTalks } from '../texts/en-talks.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Heading } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import { Message } from '../ui/message.tsx'
import type { ReviewBodyProps } from './body.tsx'
import { copyRich } from './copy-rich.ts'
import { partialReasons } from './partial-reasons.ts'
import { reviewInsert } from './review-insert.ts'

interface PacketProps extends ReviewBodyProps {
  readonly response: EmployeeStatsResponse
}

const texts = { ...enStatsPanel, ...enStatsMore, ...enObservations, ...enTalks }

/** What is put into a review: the few things that changed most, and everything else when it is asked for. */
export const Packet = (props: PacketProps): ReactNode => {
  const { response, connection, employeeName, period, onInsert, head, headingLevel } = props
  const words = useTexts(texts)
  const { t } = words
  const [done, setDone] = useState<'added' | 'copied' | 'notCopied' | null>(null)
  const isCompared = assessComparison(response).kind !== 'withheld'
  const observations = findObservations(response)
  const reasons = partialReasons(words, response)
  const level = headingLevel + 1

  const insert = () =>
    reviewInsert(words, {
      response,
      title: t('review.title', { label: period.label }),
      label: period.label,
      employeeName,
      isReading: isReading(connection),
    })
  const add = () => {
    const { html, ...content } = insert()
    onInsert?.(content)
    setDone('added')
  }
  const copy = async () => {
    setDone((await copyRich(insert())) ? 'copied' : 'notCopied')
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
      {!isCompared && <Tiles response={response} isCompared={false} />}
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
          <Observations response={response} observations={observations} ask={null} />
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
      <Live>{done && t(`review.${done}`)}</Live>
    </>
  )
}
