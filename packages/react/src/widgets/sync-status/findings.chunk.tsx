'use client'

import { type CounterId, catalog } from '@windmill/claude-core'
import { formatNumber, listStatCounters } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useReconciliationFindings } from '../../data/hooks/use-reconciliation-findings.ts'
import { formatMonth } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Loading } from '../../shared/ui/loading.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { ScrollableTable } from '../../shared/ui/scrollable-table.tsx'
import { enFindings } from '../../texts/en/findings.ts'

/** Maximum number of rows. A month with more differences is rare, and its rows would be no longer readable. */
const maxRows = 200

/** The people with figures that differ from Claude's totals, with both numbers. Requests them when it is rendered. */
export const Findings = (): ReactNode => {
  const language = useTexts(enFindings)
  const { t, locale } = language
  const { data, error, refetch } = useReconciliationFindings()
  if (error) return <ProblemMessage problem={toClaudeProblem(error)} onRetry={() => void refetch()} />
  if (!data) return <Loading>{t('findings.loading')}</Loading>
  const { findings } = data
  if (findings.length === 0) return <p>{t('findings.none')}</p>
  return (
    <>
      <p>{t('findings.text')}</p>
      <ScrollableTable label={t('findings.title')}>
        <thead>
          <tr>
            <th scope="col">{t('findings.person')}</th>
            <th scope="col">{t('findings.month')}</th>
            <th scope="col">{t('findings.figure')}</th>
            <th scope="col">{t('findings.here')}</th>
            <th scope="col">{t('findings.claude')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.slice(0, maxRows).map(({ month, claudeUserId, employee, counter, stored, claude }) => (
            <tr key={`${month} ${claudeUserId} ${counter}`}>
              <th scope="row" dir="auto">
                {employee?.name ?? t('findings.unlinked', { id: claudeUserId })}
              </th>
              <td>{formatMonth(locale, month, true)}</td>
              <td>{formatCounter(language, counter)}</td>
              <td>{formatNumber(locale, stored)}</td>
              <td>{claude === null ? t('findings.noTotal') : formatNumber(locale, claude)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollableTable>
      {findings.length > maxRows && <p>{t('findings.more', { count: findings.length - maxRows })}</p>}
    </>
  )
}

/** Names the stat of a counter, and the counter itself where the stat adds up several counters. */
const formatCounter = (language: Parameters<typeof getStatText>[0], counter: CounterId): string => {
  const stat = catalog.find((candidate) => listStatCounters(candidate).includes(counter))
  if (!stat) return counter
  const label = getStatText(language, stat, 'label')
  return listStatCounters(stat).length > 1 ? `${label} (${counter})` : label
}
