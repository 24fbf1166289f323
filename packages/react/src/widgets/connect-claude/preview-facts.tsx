'use client'

import type { PreviewResponse } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import { type ReactNode, useEffect, useRef } from 'react'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { checkIcon, Icon } from '../../shared/ui/icon.tsx'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'

/**
 * Shows what a checked key gives access to. Takes the focus, so that screen readers read the facts aloud and the Tab
 * key continues from there.
 */
export const PreviewFacts = ({ preview }: { readonly preview: PreviewResponse }): ReactNode => {
  const { t, locale } = useTexts(enConnectChanges)
  const factsRef = useRef<HTMLDivElement>(null)
  useEffect(() => factsRef.current?.focus(), [])

  const { claudeUsers, matched, more, latestDay, reports } = preview
  const notes = [
    claudeUsers > matched && t('connect.preview.unmatched', { count: claudeUsers - matched }),
    !reports.skills && t('connect.preview.noSkills'),
    !reports.connectors && t('connect.preview.noConnectors'),
  ].filter((note) => note !== false)
  return (
    <div
      className="claude-ConnectClaude-preview claude-Stack claude-Text"
      data-tone="good"
      ref={factsRef}
      tabIndex={-1}
    >
      <p>
        <Icon path={checkIcon} />
        {t('connect.preview.title')}
      </p>
      <dl>
        <dt>{t('connect.preview.latestDay')}</dt>
        <dd>{formatDay(locale, latestDay, true)}</dd>
        <dt>{t('connect.preview.people')}</dt>
        <dd>{more ? t('connect.preview.moreThan', { count: claudeUsers }) : formatNumber(locale, claudeUsers)}</dd>
        <dt>{t('connect.preview.matched')}</dt>
        <dd>{t(`connect.preview.matchedOf${more ? 'First' : ''}`, { matched, total: claudeUsers })}</dd>
      </dl>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}
