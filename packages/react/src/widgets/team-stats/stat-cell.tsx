'use client'

import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { describeChange } from '../../shared/figures/describe-change.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { MissingValue } from './missing-value.tsx'

interface StatCellProps {
  readonly stat: StatDefinition
  /** The value and the previous value. Undefined while a newly chosen stat is loading. */
  readonly result: GroupStat | undefined
  /** Whether to show the change from the previous period. */
  readonly shouldShowChange: boolean
  /** Days of the previous period for each day of the period. */
  readonly lengthRatio: number
  /** Row and column index, separated by a space. The grid uses it to find the cell. */
  readonly position: string
  readonly tabIndex: number
}

/** A cell with a stat's value, marked if it is partial. A second line can show the change. */
export const StatCell = (props: StatCellProps): ReactNode => {
  const { stat, result, shouldShowChange, lengthRatio, position, tabIndex } = props
  const { t, locale } = useTexts(enTeamTable)
  return (
    <div role="gridcell" className="claude-TeamStats-cell" data-position={position} tabIndex={tabIndex}>
      {result ? (
        <>
          <span>
            {result.partial && (
              <span className="claude-PartialMark" data-tone="warn">
                {t(stat.kind === 'ratio' ? 'team.partial' : 'team.atLeast')}
              </span>
            )}{' '}
            {result.value === null ? (
              <MissingValue>{t('team.unknown')}</MissingValue>
            ) : (
              formatValue(locale, stat, result.value)
            )}
          </span>
          {shouldShowChange && <ChangeLine stat={stat} result={result} lengthRatio={lengthRatio} />}
        </>
      ) : (
        <MissingValue symbol="…">{t('team.valueLoading')}</MissingValue>
      )}
    </div>
  )
}

interface ChangeLineProps extends Pick<StatCellProps, 'stat' | 'lengthRatio'> {
  readonly result: GroupStat
}

const ChangeLine = ({ stat, result, lengthRatio }: ChangeLineProps) => {
  const change = describeChange(useTexts(enStatsPanel), stat, result, lengthRatio)
  if (!change) return null
  return (
    <small className="claude-Quiet">
      <bdi aria-hidden="true">{change.amount || change.valuesText}</bdi>
      <VisuallyHidden>{change.spokenText}</VisuallyHidden>
    </small>
  )
}
