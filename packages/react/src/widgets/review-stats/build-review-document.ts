import { assessComparison, catalog, type EmployeeStatsResponse, products } from '@windmill/claude-core'
import { getProductLabel, isolateText } from '@windmill/claude-core/internal'
import type { Observation } from '@windmill/claude-core/observations'
import { describeComparedPeriods } from '../../shared/conversation/describe-compared-periods.ts'
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import { type Block, renderHtml, renderText } from '../../shared/conversation/render-document.ts'
import { classifyActivity } from '../../shared/coverage/classify-activity.ts'
import { describeChecks } from '../../shared/coverage/describe-checks.ts'
import { describeCoverage } from '../../shared/coverage/describe-coverage.ts'
import { describeFreshness } from '../../shared/coverage/describe-freshness.ts'
import { isWholePeriodRead } from '../../shared/coverage/is-whole-period-read.ts'
import { formatStatValue } from '../../shared/figures/format-stat-value.ts'
import { formatList } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import { quoteNote } from '../../shared/note/quote-note.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

interface ReviewDocumentInput {
  readonly response: EmployeeStatsResponse
  /** The observations to list, without observations that the viewer has dismissed. */
  readonly observations: readonly Observation[]
  readonly title: string
  /** Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The employee's note. `@default` none */
  readonly note?: string | null | undefined
  /** Whether the history is still being read. */
  readonly isReadingHistory: boolean
}

/** Builds the text with all figures and their coverage, to copy as plain text and as HTML. */
export const buildReviewDocument = (
  language: Language<ObservationsText | StatsDetailsText | StatsPanelText>,
  input: ReviewDocumentInput,
): { readonly text: string; readonly html: string } => {
  const blocks = buildReviewBlocks(language, input)
  return { text: renderText(blocks), html: renderHtml(blocks) }
}

const buildReviewBlocks = (
  language: Language<ObservationsText | StatsDetailsText | StatsPanelText>,
  { response, observations, title, employeeName, note, isReadingHistory }: ReviewDocumentInput,
): readonly Block[] => {
  const { t, locale } = language
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const { stats } = response
  const usedProducts = products.filter(({ id }) => classifyActivity(id, stats) === 'some')
  const unusedProducts = products.filter(({ id }) => classifyActivity(id, stats) === 'none')
  const rows = usedProducts.flatMap((product) =>
    catalog
      .filter((stat) => stat.product === product.id)
      .map((stat) => {
        const { value, previous, partial, previousPartial } = stats[stat.id]
        return [
          `${getProductLabel(language, product.id)}: ${getStatText(language, stat, 'shortLabel')}`,
          formatStatValue(language, stat, value, partial),
          ...(hasComparison ? [formatStatValue(language, stat, previous, previousPartial)] : []),
        ]
      }),
  )
  const buildObservationBlocks = (
    heading: 'review.changed' | 'review.unchanged',
    listed: readonly Observation[],
  ): readonly Block[] =>
    listed.length === 0
      ? []
      : [
          { kind: 'paragraph', content: [{ strong: t(heading) }] },
          { kind: 'list', items: listed.map((observation) => formatObservation(language, observation, null)) },
        ]
  const quotedNote = quoteNote(language, note, !employeeName)
  const { sentences, missingDays } = describeCoverage(language, response, isReadingHistory)
  return [
    { kind: 'heading', text: title },
    {
      kind: 'paragraph',
      content: [
        ...(employeeName ? [{ strong: isolateText(employeeName) }, ' · '] : []),
        describeComparedPeriods(language, response),
      ],
    },
    ...(quotedNote === null ? [] : [{ kind: 'paragraph', content: [quotedNote] } as const]),
    ...buildObservationBlocks(
      'review.changed',
      observations.filter(({ kind }) => kind !== 'steady'),
    ),
    ...buildObservationBlocks(
      'review.unchanged',
      observations.filter(({ kind }) => kind === 'steady'),
    ),
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
              t(isWholePeriodRead(response) ? 'document.unused' : 'document.unusedRead', {
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
          describeFreshness(language, response, true),
          ...sentences,
          ...describeChecks(language, response, true),
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
