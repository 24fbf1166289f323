'use client'

import type { Day, Period } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { lazyCustomDates } from './lazy.ts'
import { type PeriodChoice, type Preset, presets } from './period-choice.ts'

export interface PeriodPickerProps {
  /** What is chosen; `custom` for two dates. */
  readonly selected: Preset | 'custom'
  readonly period: Period
  /** False while the newest day is still asked for, which the period may end on: two dates begin from it. */
  readonly settled: boolean
  /** The newest day that can be chosen. */
  readonly last: Day
  readonly reviewLabel: string | null
  readonly editing: boolean
  /** `custom` is that two dates are to be chosen. */
  readonly onChoose: (choice: PeriodChoice | 'custom') => void
}

/** The choice of a period in a widget's head, with two date fields below it where they are wanted. */
export const PeriodPicker = (props: PeriodPickerProps): ReactNode => {
  const { selected, reviewLabel, editing, onChoose } = props
  const { t } = useTexts(enStatsPanel)
  const name = useId()
  return (
    <>
      <Segmented
        label={t('period.label')}
        name={name}
        values={[...presets, 'custom' as const].filter((value) => reviewLabel !== null || value !== 'review')}
        renderLabel={(value) => (value === 'review' ? reviewLabel : t(`period.${value}`))}
        value={editing ? 'custom' : selected}
        onIntent={lazyCustomDates.onIntent}
        onChange={onChoose}
      />
      {editing && (
        <OnDemand part={lazyCustomDates} size="dates" enabled={props.settled}>
          {({ CustomDates }) => <CustomDates {...props} />}
        </OnDemand>
      )}
    </>
  )
}
