'use client'

import type { Day, Period } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { more } from './more.ts'
import { type Preset, presets } from './period-choice.ts'

export interface PeriodPickerProps {
  /** What is chosen; `custom` for two dates. */
  readonly selected: Preset | 'custom'
  readonly period: Period
  /** The newest day that can be chosen. */
  readonly last: Day
  readonly reviewLabel: string | null
  readonly editing: boolean
  readonly onPreset: (preset: Preset) => void
  readonly onCustom: () => void
  readonly onDates: (period: Period) => void
}

/** The choice of a period in a widget's head, with two date fields below it where they are wanted. */
export const PeriodPicker = (props: PeriodPickerProps): ReactNode => {
  const { selected, reviewLabel, editing, onPreset, onCustom } = props
  const { t } = useTexts(enStatsPanel)
  const name = useId()
  return (
    <>
      <Segmented
        label={t('period.label')}
        name={name}
        values={[...presets, 'custom' as const].filter((value) => reviewLabel !== null || value !== 'review')}
        labelOf={(value) => (value === 'review' ? reviewLabel : t(`period.${value}`))}
        value={editing ? 'custom' : selected}
        onIntent={more.onIntent}
        onChange={(value) => (value === 'custom' ? onCustom() : onPreset(value))}
      />
      {editing && (
        <OnDemand part={more} size="dates">
          {({ CustomDates }) => <CustomDates {...props} />}
        </OnDemand>
      )}
    </>
  )
}
