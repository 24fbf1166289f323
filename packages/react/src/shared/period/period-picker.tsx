'use client'

import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { PlainSelect } from '../ui/plain-controls.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import { lazyCustomDates } from './custom-dates.lazy.ts'
import { type Preset, presets } from './period-choice.ts'
import type { PeriodPickerProps } from './props.ts'

/**
 * The period picker in a widget's header: a segmented control or, in a narrow widget, a select. Both are rendered, and
 * the stylesheet shows one of them. For a custom period, the picker also has date fields.
 */
export const PeriodPicker = (props: PeriodPickerProps): ReactNode => {
  const { selected, reviewLabel, isEditing, onChoose } = props
  const { t } = useTexts(enStatsPanel)
  const control = {
    label: t('period.label'),
    name: useUniqueId(),
    values: [...presets, 'custom' as const].filter((value) => reviewLabel !== null || value !== 'review'),
    renderLabel: (value: Preset | 'custom') => (value === 'review' ? reviewLabel : t(`period.${value}`)),
    value: isEditing ? ('custom' as const) : selected,
    preloadHandlers: lazyCustomDates.preloadHandlers,
    onChange: onChoose,
  }
  return (
    <>
      <Segmented {...control} />
      <PlainSelect
        className="claude-Field-input claude-PeriodSelect"
        aria-label={control.label}
        value={control.value}
        onChange={({ target }) => onChoose(target.value as Preset | 'custom')}
        {...control.preloadHandlers}
      >
        {control.values.map((value) => (
          <option key={value} value={value}>
            {control.renderLabel(value)}
          </option>
        ))}
      </PlainSelect>
      {control.value === 'custom' && (
        <OnDemand part={lazyCustomDates} size="dates" isEnabled={props.isPeriodFinal}>
          {({ CustomDates }) => <CustomDates {...props} />}
        </OnDemand>
      )}
    </>
  )
}
