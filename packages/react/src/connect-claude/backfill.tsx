'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDays } from '../format/day-runs.ts'
import { formatDay } from '../format/formatters.ts'
import { formatDuration } from '../format/time.ts'
import { enConnectClaude } from '../texts/en-connect-claude.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { Progress } from '../ui/progress.tsx'

interface BackfillProps {
  readonly connection: ConnectionResponse
  readonly level: number
}

/** How far the history is read, and from which day on everything is there. */
export const Backfill = ({ connection, level }: BackfillProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { backfill, coverage } = connection
  if (!backfill) return <p className="claude-ConnectClaude-note">{t('connected.starting')}</p>

  const progress = t('connected.backfill.progress', { done: backfill.done, total: backfill.total })
  const left = t('connected.backfill.left', { time: formatDuration(locale, backfill.secondsLeft) })
  return (
    <div className="claude-ConnectClaude-backfill">
      <div className="claude-ConnectClaude-backfillHead">
        <Heading level={level}>{t('connected.backfill.title')}</Heading>
        <span>
          {progress} · {left}
        </span>
      </div>
      <Progress
        label={t('connected.backfill.title')}
        done={backfill.done}
        total={backfill.total}
        text={`${progress}, ${left}`}
      />
      <p>
        {!coverage && t('connected.backfill.soon')}
        {coverage &&
          t(coverage.missing.length > 0 ? 'connected.backfill.sinceExcept' : 'connected.backfill.since', {
            day: formatDay(locale, coverage.first),
            missing: formatDays(locale, coverage.missing, coverage.through),
          })}
      </p>
    </div>
  )
}
