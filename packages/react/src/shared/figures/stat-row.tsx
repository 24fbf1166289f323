'use client'

import { getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { getStatText } from '../format/get-stat-text.ts'
import { useTexts } from '../format/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { Figure, PartialMark } from './figure.tsx'
import type { StatProps } from './props.ts'
import { StatChange } from './stat-change.tsx'
import { lazyStatDetail } from './stat-detail.lazy.ts'
import { StatMarks } from './stat-marks.tsx'
import { getStatTrend } from './stat-trend.ts'

/** One stat as a row. Opening the row shows what the stat counts, and its trend as a chart. */
export const StatRow = (props: StatProps): ReactNode => {
  const { stat, response } = props
  const language = useTexts(enStatsPanel)
  const result = response.stats[stat.id]
  const summary = (
    <>
      <span className="claude-Stat-label">
        <Icon path={chevronIcon} />
        <span>{getStatText(language, stat, 'shortLabel')}</span>
        <VisuallyHidden> {getProductLabel(language, stat.product)}</VisuallyHidden>
        {result.partial && <PartialMark stat={stat} />}
      </span>
      <span className="claude-Stat-trend">
        <StatMarks stat={stat} trend={getStatTrend(stat, response)} axis={response.bucket} />
      </span>
      <Figure stat={stat} result={result} />
      <span className="claude-Stat-change">
        <StatChange {...props} />
      </span>
    </>
  )
  return (
    <li>
      <Disclosure part={lazyStatDetail} size="detail" summaryClassName="claude-Stat" summary={summary}>
        {({ StatDetail }) => <StatDetail {...props} />}
      </Disclosure>
    </li>
  )
}
