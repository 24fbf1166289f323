import {
  assessComparison,
  catalog,
  type EmployeeStatsResponse,
  products,
  type StatDefinition,
  type StatResult,
} from '@windmill/claude-core'
import { formatValue, getProductLabel } from '@windmill/claude-core/internal'
import { findObservations } from '@windmill/claude-core/observations'
import { describeComparedPeriods } from '../../shared/conversation/describe-compared-periods.ts'
import { type Block, toHtml, toMarkdown, toText } from '../../shared/conversation/document.ts'
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import type { Insert, ReviewData } from '../../shared/conversation/insert.ts'
import { describeCoverage } from '../../shared/coverage/describe-coverage.ts'
import { classifyActivity } from '../../shared/coverage/has-figures.ts'
import { formatDay, formatList } from '../../shared/format/formatters.ts'
import { statText } from '../../shared/format/stat-texts.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

interface ReviewInsertInput {
  readonly response: EmployeeStatsResponse
  readonly title: string
  readonly label: string
  readonly employeeName: string | undefined
  /** Whether the backfill is still running. */
  readonly isReading: boolean
}

/** The stats as Markdown, plain text and data for a review, and as HTML for the clipboard. */
export const buildReviewInsert = (
  words: Words<ObservationsText | StatsDetailsText | StatsPanelText>,
  input: ReviewInsertInput,
): Insert<ReviewData> & { readonly html: string } => {
  const { response, label } = input
  const { employeeId, period, previous, stats } = response
  const isCompared = assessComparison(response).kind !== 'withheld'
  const blocks = buildReviewBlocks(words, input, isCompared)
  return {
    markdown: toMarkdown(blocks),
    text: toText(blocks),
    html: toHtml(blocks),
    data: {
      employeeId,
      label,
      period,
      previous,
      isCompared,
      observations: findObservations(response),
      stats: catalog.map(({ id }) => ({
        id,
        value: stats[id].value,
        previous: isCompared ? stats[id].previous : null,
        partial: stats[id].partial,
      })),
    },
  }
}

const buildReviewBlocks = (
  words: Words<ObservationsText | StatsDetailsText | StatsPanelText>,
  { response, title, employeeName, isReading }: ReviewInsertInput,
  isCompared: boolean,
): readonly Block[] => {
  const { t, locale } = words
  const { stats, coverage } = response
  const observations = findObservations(response)
  const used = products.filter(({ id }) => classifyActivity(id, stats) === 'some')
  const unused = products.filter(({ id }) => classifyActivity(id, stats) === 'none')
  const formatStat = (stat: StatDefinition, { value, partial }: Pick<StatResult, 'value' | 'partial'>) =>
    `${partial ? `${t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')} ` : ''}${formatValue(locale, stat, value)}`
  const rows = used.flatMap((product) =>
    catalog
      .filter((stat) => stat.product === product.id)
      .map((stat) => {
        const { previous, previousPartial } = stats[stat.id]
        return [
          `${getProductLabel(words, product.id)}: ${statText(words, stat, 'shortLabel')}`,
          formatStat(stat, stats[stat.id]),
          ...(isCompared ? [formatStat(stat, { value: previous, partial: previousPartial })] : []),
        ]
      }),
  )
  const { sentences, missing } = describeCoverage(words, response, isReading)
  return [
    { kind: 'heading', text: title },
    {
      kind: 'paragraph',
      content: [...(employeeName ? [{ strong: employeeName }, ' · '] : []), describeComparedPeriods(words, response)],
    },
    ...(observations.length > 0
      ? [
          { kind: 'paragraph', content: [{ strong: t('review.changed') }] } as const,
          {
            kind: 'list',
            items: observations.map((observation) => formatObservation(words, observation, null)),
          } as const,
        ]
      : []),
    {
      kind: 'table',
      head: [t('document.stat'), t('document.value'), ...(isCompared ? [t('document.previous')] : [])],
      rows,
    },
    ...(unused.length > 0
      ? [
          {
            kind: 'paragraph',
            content: [
              t('document.unused', {
                products: formatList(
                  locale,
                  unused.map(({ id }) => getProductLabel(words, id)),
                ),
              }),
            ],
          } as const,
        ]
      : []),
    {
      kind: 'paragraph',
      content: [
        { strong: `${t('document.coverage')}:` },
        ` ${[
          t('review.source'),
          coverage.through && t('coverage.through', { day: formatDay(locale, coverage.through, true) }),
          coverage.provisionalFrom &&
            t('coverage.provisional', { day: formatDay(locale, coverage.provisionalFrom, true) }),
          ...sentences,
          missing && `${t('coverage.which')}: ${missing}.`,
          ...describeLowerBounds(words, response),
        ]
          .filter(Boolean)
          .join(' ')}`,
      ],
    },
    { kind: 'paragraph', content: [t('review.context')] },
  ]
}
