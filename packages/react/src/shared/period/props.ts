import type { Day, Period } from '@windmill/claude-core'
import type { PeriodChoice, Preset } from './period-choice.ts'

/** The props of `PeriodPicker`. */
export interface PeriodPickerProps {
  /** The preset with the dates of `period`, or `custom` if there is no such preset. */
  readonly selected: Preset | 'custom'
  /** The period that the widget shows. */
  readonly period: Period
  /**
   * Whether `period` is final. False for a preset while the connection loads, because a preset ends on the newest read
   * day. The date fields are shown only for a final period.
   */
  readonly isPeriodFinal: boolean
  /** The newest day that can be chosen. */
  readonly lastDay: Day
  /** The host's label of the review period. Null if there is no review period. */
  readonly reviewLabel: string | null
  /** Whether the viewer has opened the date fields. They are also open for a period without a preset. */
  readonly isEditing: boolean
  /** Called with the choice. `custom` opens the date fields. */
  readonly onChoose: (choice: PeriodChoice | 'custom') => void
}
