'use client'

import type { PreviewResponse } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import { type ReactNode, useEffect, useRef } from 'react'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { formatDay, formatList } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { checkIcon, Icon } from '../ui/icon.tsx'
import type { KeyPreview } from './connection-reducer.ts'

/**
 * Shows what a checked key gives access to. Takes the focus, so that screen readers read the facts aloud and the Tab
 * key continues from there.
 */
export const PreviewFacts = ({ preview }: { readonly preview: KeyPreview }): ReactNode => {
  const { t, locale } = useTexts(enConnectChanges)
  const factsRef = useRef<HTMLDivElement>(null)
  useEffect(() => factsRef.current?.focus(), [])

  const { reports } = preview
  const counts = 'matched' in preview ? preview : null
  const unmatched = counts ? counts.claudeUsers - counts.matched : 0
  const reportNames = [
    t('connect.preview.counts'),
    reports.skills && t('connect.preview.skills'),
    reports.connectors && t('connect.preview.connectors'),
  ].filter((reportName) => reportName !== false)
  const notes = [
    !counts && t('connect.preview.opens', { reports: formatList(locale, reportNames) }),
    unmatched > 0 && t('connect.preview.unmatched', { count: unmatched }),
    !reports.skills && t('connect.preview.noSkills'),
    !reports.connectors && t('connect.preview.noConnectors'),
  ].filter((note) => note !== false)
  return (
    <div className="claude-KeyPreview claude-Stack claude-Text" data-tone="good" ref={factsRef} tabIndex={-1}>
      <p>
        <Icon path={checkIcon} />
        {t('connect.preview.title')}
      </p>
      {counts && <Counts counts={counts} />}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}

const Counts = ({ counts }: { readonly counts: PreviewResponse }) => {
  const { t, locale } = useTexts(enConnectChanges)
  const { historyFrom, latestDay, claudeUsers, matched, more } = counts
  return (
    <dl>
      <dt>{t('connect.preview.historyFrom')}</dt>
      <dd>{t('connect.preview.historyServed', { day: formatDay(locale, historyFrom, true) })}</dd>
      <dt>{t('connect.preview.latestDay')}</dt>
      <dd>{formatDay(locale, latestDay, true)}</dd>
      <dt>{t('connect.preview.people')}</dt>
      <dd>{more ? t('connect.preview.moreThan', { count: claudeUsers }) : formatNumber(locale, claudeUsers)}</dd>
      <dt>{t('connect.preview.matched')}</dt>
      <dd>{t(`connect.preview.matchedOf${more ? 'First' : ''}`, { matched, total: claudeUsers })}</dd>
    </dl>
  )
}
