'use client'

import { catalog, type Day, type ReconciledMonth } from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/connection/connection-reducer.ts'
import { formatDay, formatList, formatMonth } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import { type Language, useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enSyncStatus, type SyncStatusText } from '../../texts/en/sync-status.ts'
import { lazyFindings } from './findings.lazy.ts'

interface CheckedMonthsProps {
  /** The months with a comparison, oldest first. */
  readonly months: readonly ReconciledMonth[]
  /** Whether the viewer may open the list of people with a difference. */
  readonly canListFindings: boolean
  readonly isBusy: boolean
  /** Why the comparison could not be requested. Null if it did not fail. */
  readonly failure: Failure | null
  /** Called when the viewer requests a comparison of all months. */
  readonly onCheck: () => void
  /** The heading level. */
  readonly level: number
}

/** The months as a strip. Each month shows whether it equals Claude's own totals, or for how many people it differs. */
export const CheckedMonths = ({
  months,
  canListFindings,
  isBusy,
  failure,
  onCheck,
  level,
}: CheckedMonthsProps): ReactNode => {
  const language = useTexts(enSyncStatus)
  const { t, locale } = language
  const lastCheckedAt = months.reduce<string>(
    (newest, { checkedAt }) => (checkedAt && checkedAt > newest ? checkedAt : newest),
    '',
  )
  const monthsToExplain = months.filter(({ result }) => result === 'differs' || result === 'not_comparable')
  const isAllEqual = months.every(({ result }) => result === 'equal')
  return (
    <section className="claude-Section claude-Stack claude-Text">
      <Heading level={level}>{t('months.title')}</Heading>
      {months.length > 0 && (
        <ol className="claude-Months">
          {months.map((month) => (
            <li key={month.month} data-result={month.isPending ? 'pending' : month.result}>
              <span aria-hidden="true">{getMark(month)}</span>
              <span aria-hidden="true">{formatMonth(locale, month.month)}</span>
              <VisuallyHidden>{describeMonth(language, month)}</VisuallyHidden>
            </li>
          ))}
        </ol>
      )}
      {monthsToExplain.map((month) => (
        <p key={month.month}>
          {describeMonth(language, month)}
          {month.reason && month.reason !== 'disagreement' && <span className="claude-Code">{month.reason}</span>}
        </p>
      ))}
      {canListFindings && months.some(({ result }) => result === 'differs') && (
        <Disclosure part={lazyFindings} size="notes" summaryClassName="claude-Link" summary={t('months.who')}>
          {({ Findings }) => <Findings />}
        </Disclosure>
      )}
      <p className="claude-Quiet">
        {lastCheckedAt
          ? t(isAllEqual ? 'months.lastEqual' : 'months.last', {
              day: formatDay(locale, lastCheckedAt.slice(0, 10) as Day),
            })
          : t('months.none')}
      </p>
      {months.length > 0 && (
        <div>
          <Button onClick={onCheck} isBusy={isBusy}>
            {t('months.check')}
          </Button>
        </div>
      )}
      {failure && <FailureNote failure={failure} />}
    </section>
  )
}

/**
 * The mark of a month in the strip: a check, the number of people with a difference, or a dash without a comparison.
 */
const getMark = ({ isPending, result, differing }: ReconciledMonth): string => {
  if (isPending) return '…'
  if (result === 'differs') return String(differing?.people ?? '')
  return result === 'equal' ? '✓' : '–'
}

const describeMonth = ({ t, locale, texts }: Language<SyncStatusText>, reconciledMonth: ReconciledMonth): string => {
  const { result, reason, differing, isPending } = reconciledMonth
  const month = formatMonth(locale, reconciledMonth.month, true)
  if (result === 'differs' && differing) {
    const stats = catalog.filter((stat) => listStatCounters(stat).some((id) => differing.counters.includes(id)))
    const names = stats.map((stat) => getStatText({ locale, texts }, stat, 'label'))
    return t('months.differs', { month, stats: formatList(locale, names), count: differing.people })
  }
  if (result === 'not_comparable') {
    return t(reason === 'disagreement' ? 'months.disagreement' : 'months.notComparable', { month })
  }
  if (isPending) return t('months.pending', { month })
  return t(result === 'equal' ? 'months.equal' : 'months.notChecked', { month })
}
