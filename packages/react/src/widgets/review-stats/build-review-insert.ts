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
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import type { Insert, ReviewData } from '../../shared/conversation/insert.ts'
import { type Block, renderHtml, renderMarkdown, renderText } from '../../shared/conversation/render-document.ts'
import { classifyActivity } from '../../shared/coverage/classify-activity.ts'
import { describeCoverage } from '../../shared/coverage/describe-coverage.ts'
import { formatDay, formatList } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

interface ReviewInsertInput {
  readonly response: EmployeeStatsResponse
  readonly title: string
  /** The host's label for the period. */
  readonly label: string
  /** Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** Whether the history is still being read. */
  readonly isReadingHistory: boolean
}

/** Builds the content that a review gets: the stats as Markdown, plain text and data, and as HTML to copy. */
export const buildReviewInsert = (
  language: Language<ObservationsText | StatsDetailsText | StatsPanelText>,
  input: ReviewInsertInput,
): Insert<ReviewData> & { readonly html: string } => {
  const { response, label } = input
  const { employeeId, period, previous, stats } = response
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const blocks = buildReviewBlocks(language, input, hasComparison)
  return {
    markdown: renderMarkdown(blocks),
    text: renderText(blocks),
    html: renderHtml(blocks),
    data: {
      employeeId,
      label,
      period,
      previous,
      isCompared: hasComparison,
      observations: findObservations(response),
      stats: catalog.map(({ id }) => ({
        id,
        value: stats[id].value,
        previous: hasComparison ? stats[id].previous : null,
        partial: stats[id].partial,
      })),
    },
  }
}

const buildReviewBlocks = (
  language: Language<ObservationsText | StatsDetailsText | StatsPanelText>,
  { response, title, employeeName, isReadingHistory }: ReviewInsertInput,
  hasComparison: boolean,
): readonly Block[] => {
  const { t, locale } = language
  const { stats, coverage } = response
  const observations = findObservations(response)
  const usedProducts = products.filter(({ id }) => classifyActivity(id, stats) === 'some')
  const unusedProducts = products.filter(({ id }) => classifyActivity(id, stats) === 'none')
  const formatStat = (stat: StatDefinition, { value, partial }: Pick<StatResult, 'value' | 'partial'>) =>
    `${partial ? `${t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')} ` : ''}${formatValue(locale, stat, value)}`
  const rows = usedProducts.flatMap((product) =>
    catalog
      .filter((stat) => stat.product === product.id)
      .map((stat) => {
        const { previous, previousPartial } = stats[stat.id]
        return [
          `${getProductLabel(language, product.id)}: ${getStatText(language, stat, 'shortLabel')}`,
          formatStat(stat, stats[stat.id]),
          ...(hasComparison ? [formatStat(stat, { value: previous, partial: previousPartial })] : []),
        ]
      }),
  )
  const { sentences, missingDays } = describeCoverage(language, response, isReadingHistory)
  return [
    { kind: 'heading', text: title },
    {
      kind: 'paragraph',
      content: [
        ...(employeeName ? [{ strong: employeeName }, ' · '] : []),
        describeComparedPeriods(language, response),
      ],
    },
    ...(observations.length > 0
      ? [
          { kind: 'paragraph', content: [{ strong: t('review.changed') }] } as const,
          {
            kind: 'list',
            items: observations.map((observation) => formatObservation(language, observation, null)),
          } as const,
        ]
      : []),
    {
      kind: 'table',
      head: [t('document.stat'), t('document.value'), ...(hasComparison ? [t('document.previous')] : [])],
      rows,
    },
    ...(unusedProducts.length > 0
      ? [
          {
            kind: 'paragraph',
            content: [
              t('document.unused', {
                products: formatList(
                  locale,
                  unusedProducts.map(({ id }) => getProductLabel(language, id)),
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
          missingDays && `${t('coverage.which')}: ${missingDays}.`,
          ...describeLowerBounds(language, response),
        ]
          .filter(Boolean)
          .join(' ')}`,
      ],
    },
    { kind: 'paragraph', content: [t('review.context')] },
  ]
}
