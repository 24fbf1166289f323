'use client'

import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatValue } from '../format/values.ts'
import { changeText } from '../stats-panel/change-text.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { enTeamTable } from '../texts/en-team-table.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'

interface StatCellProps {
  readonly stat: StatDefinition
  /** Undefined while it loads. */
  readonly result: GroupStat | undefined
  readonly isCompared: boolean
  readonly place: string
  readonly tabIndex: number
}

/** A value, marked where it is not the whole, and in a second line how it changed. */
export const StatCell = ({ stat, result, isCompared, place, tabIndex }: StatCellProps): ReactNode => {
  const { t, locale } = useTexts(enTeamTable)
  return (
    <div role="gridcell" className="claude-TeamStats-cell" data-place={place} tabIndex={tabIndex}>
      {result ? (
        <>
          <span>
            {result.partial && (
              <span className="claude-PartialMark" data-tone="warn">
                {t(stat.kind === 'ratio' ? 'team.partial' : 'team.atLeast')}
              </span>
            )}{' '}
            {result.value === null ? <Unknown>{t('team.unknown')}</Unknown> : formatValue(locale, stat, result.value)}
          </span>
          {isCompared && <ChangeLine stat={stat} result={result} />}
        </>
      ) : (
        <Unknown sign="…">{t('team.soon')}</Unknown>
      )}
    </div>
  )
}

/** What is seen as a sign and heard as a word. */
export const Unknown = ({ sign = '–', children }: { readonly sign?: string; readonly children: string }): ReactNode => (
  <span className="claude-Quiet">
    <span aria-hidden="true">{sign}</span>
    <Hidden>{children}</Hidden>
  </span>
)

const ChangeLine = ({ stat, result }: { readonly stat: StatDefinition; readonly result: GroupStat }) => {
  const change = changeText(useTexts(enStatsPanel), stat, result)
  if (!change) return null
  return (
    <small className="claude-Quiet">
      <span aria-hidden="true">
        {change.direction && (change.direction === 'up' ? '↑ ' : '↓ ')}
        {change.amount}
      </span>
      <Hidden>{change.spoken}</Hidden>
    </small>
  )
}
