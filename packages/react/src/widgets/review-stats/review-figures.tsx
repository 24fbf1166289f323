'use client'

import { assessComparison, type EmployeeStatsResponse, listProductStats, products } from '@windmill/claude-core'
import { findObservations, minEvents, minProposals } from '@windmill/claude-core/observations'
import { type ReactNode, useState } from 'react'
import { ObservationList } from '../../shared/conversation/observation-list.tsx'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { isReadingHistory } from '../../shared/coverage/is-reading-history.ts'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { ProductSection } from '../../shared/figures/product-section.tsx'
import { ProductTables } from '../../shared/figures/product-tables.chunk.tsx'
import { StatRow } from '../../shared/figures/stat-row.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { copyText } from '../../shared/ui/copy-text.ts'
import { Heading } from '../../shared/ui/heading.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { enConversation } from '../../texts/en/conversation.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { buildReviewInsert } from './build-review-insert.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'
import type { ReviewBodyProps } from './props.ts'

interface ReviewFiguresProps extends ReviewBodyProps {
  readonly response: EmployeeStatsResponse
}

const texts = { ...enStatsPanel, ...enStatsDetails, ...enObservations, ...enConversation }

/** Shows what changed most in the period under review. All figures and the tables are in collapsed sections below. */
export const ReviewFigures = (props: ReviewFiguresProps): ReactNode => {
  const { response, connection, employeeName, label, onInsert, renderHeader, headingLevel } = props
  const language = useTexts(texts)
  const { t } = language
  const [lastResult, setLastResult] = useState<'added' | 'copied' | 'notCopied' | null>(null)
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const observations = findObservations(response)
  const changes = observations.filter(({ kind }) => kind !== 'steady')
  const unchanged = observations.filter(({ kind }) => kind === 'steady')
  const lowerBoundNotes = describeLowerBounds(language, response)
  const level = headingLevel + 1

  const buildInsert = () =>
    buildReviewInsert(language, {
      response,
      title: t('review.title', { label }),
      label,
      employeeName,
      isReadingHistory: isReadingHistory(connection),
    })
  const addToReview = () => {
    const { html, ...content } = buildInsert()
    onInsert?.(content)
    setLastResult('added')
  }
  const copyToClipboard = async () => {
    const { text, html } = buildInsert()
    setLastResult((await copyText({ 'text/plain': text, 'text/html': html })) ? 'copied' : 'notCopied')
  }

  return (
    <>
      {renderHeader(
        <div className="claude-Actions">
          {onInsert && <Button onClick={addToReview}>{t('review.add')}</Button>}
          <Button onClick={copyToClipboard}>{t('review.copy')}</Button>
        </div>,
      )}
      <CoverageLine response={response} connection={connection} />
      {!hasComparison && <HighlightTiles response={response} hasComparison={false} />}
      {hasComparison && changes.length === 0 && (
        <Message title={t('conversation.nothing.title')}>
          <p>{t('conversation.nothing.text')}</p>
        </Message>
      )}
      {(
        [
          ['review.changed', changes],
          ['review.unchanged', unchanged],
        ] as const
      ).map(
        ([heading, listed]) =>
          listed.length > 0 && (
            <section key={heading}>
              <Heading level={level} className="claude-Conversation-heading">
                {t(heading)}
              </Heading>
              <ObservationList response={response} observations={listed} questionKind={null} label={t(heading)} />
            </section>
          ),
      )}
      <div className="claude-Footer claude-Conversation-footer">
        <details>
          <summary className="claude-Link">{t('review.all')}</summary>
          <div className="claude-Products">
            {products.map((product) => (
              <ProductSection key={product.id} product={product} response={response} level={level}>
                <ul>
                  {listProductStats(product.id).map((stat) => (
                    <StatRow key={stat.id} stat={stat} response={response} hasComparison={hasComparison} />
                  ))}
                </ul>
              </ProductSection>
            ))}
          </div>
        </details>
        <details>
          <summary className="claude-Link">{t('conversation.numbers')}</summary>
          <ProductTables response={response} level={level} />
        </details>
      </div>
      <footer className="claude-Footer claude-Conversation-footer">
        <p>{t('review.context')}</p>
        <p>
          {[
            t('review.source'),
            ...lowerBoundNotes,
            hasComparison && t('conversation.leftOut', { events: minEvents, proposals: minProposals }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      </footer>
      {lastResult === 'notCopied' && (
        <p className="claude-Failure claude-Conversation-heading">{t('review.notCopied')}</p>
      )}
      <LiveRegion>{lastResult && t(`review.${lastResult}`)}</LiveRegion>
    </>
  )
}
