'use client'

import type { ReactNode } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { Change, type StatProps } from './change.tsx'
import { Figure, PartialMark } from './figure.tsx'
import { more } from './more.ts'
import { TrendLine } from './trend-line.tsx'

/** One stat in one line; opened, it says what is counted and shows its trend at reading size. */
export const StatRow = (props: StatProps): ReactNode => {
  const { stat, response } = props
  const words = useTexts(enStatsPanel)
  const result = response.stats[stat.id]
  const line = (
    <>
      <span className="claude-StatsPanel-label">
        <Icon path={chevronIcon} />
        {statText(words, stat, 'shortLabel')}
        {result.partial && <PartialMark stat={stat} />}
      </span>
      <span className="claude-StatsPanel-trend">
        <TrendLine stat={stat} response={response} />
      </span>
      <Figure stat={stat} result={result} />
      <span className="claude-StatsPanel-change">
        <Change {...props} />
      </span>
    </>
  )
  return (
    <li>
      <Disclosure part={more} size="detail" summaryClassName="claude-StatsPanel-row" summary={line}>
        {({ StatDetail }) => <StatDetail {...props} />}
      </Disclosure>
    </li>
  )
}
