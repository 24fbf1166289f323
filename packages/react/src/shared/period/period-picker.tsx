'use client'

import { type ReactNode, useId } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { lazyCustomDates } from './custom-dates.lazy.ts'
import { presets } from './period-choice.ts'
import type { PeriodPickerProps } from './props.ts'

/** The period picker in a widget's header. For a custom period, it shows date fields below. */
export const PeriodPicker = (props: PeriodPickerProps): ReactNode => {
  const { selected, reviewLabel, isEditing, onChoose } = props
  const { t } = useTexts(enStatsPanel)
  const name = useId()
  return (
    <>
      <Segmented
        label={t('period.label')}
        name={name}
        values={[...presets, 'custom' as const].filter((value) => reviewLabel !== null || value !== 'review')}
        renderLabel={(value) => (value === 'review' ? reviewLabel : t(`period.${value}`))}
        value={isEditing ? 'custom' : selected}
        preloadHandlers={lazyCustomDates.preloadHandlers}
        onChange={onChoose}
      />
      {isEditing && (
        <OnDemand part={lazyCustomDates} size="dates" isEnabled={props.isPeriodFinal}>
          {({ CustomDates }) => <CustomDates {...props} />}
        </OnDemand>
      )}
    </>
  )
}
