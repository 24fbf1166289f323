import type { Day, Period } from '@windmill/claude-core'
import type { PeriodChoice, Preset } from './period-choice.ts'

export interface PeriodPickerProps {
  /** The chosen preset, or `custom` for any other dates. */
  readonly selected: Preset | 'custom'
  readonly period: Period
  /** False while the newest read day is unknown, so that `period` may still change. The date fields wait for it. */
  readonly isSettled: boolean
  /** The newest day that can be chosen. */
  readonly lastDay: Day
  /** The host's label of the review period; null if there is none. */
  readonly reviewLabel: string | null
  /** Whether the date fields are open. */
  readonly isEditing: boolean
  /** Called with the choice; `custom` opens the date fields. */
  readonly onChoose: (choice: PeriodChoice | 'custom') => void
}
