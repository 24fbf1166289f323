import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { computeChange, formatNumber, formatValue } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Language } from '../format/use-texts.ts'

/** The texts of a change against the previous period. */
export interface ChangeText {
  /** Null if the change has no direction. Then `amount` is the whole text, and `previousText` is empty. */
  readonly direction: 'up' | 'down' | null
  /** The visible text, after the arrow: "25%". */
  readonly amount: string
  /** The visible text of the previous value: "from 118". */
  readonly previousText: string
  /** The text of the whole change for screen readers: "up 25% from 118". */
  readonly spokenText: string
}

/** Describes the change of a stat against the previous period. Null if either value is unknown. */
export const describeChange = (
  { t, locale }: Language<StatsPanelText>,
  stat: Pick<StatDefinition, 'kind'>,
  { value, previous }: Pick<GroupStat, 'value' | 'previous'>,
): ChangeText | null => {
  const change = computeChange(stat, value, previous)
  if (change.kind === 'unknown') return null
  if (change.kind === 'new') return createUndirectedText(t('change.new'))
  if (change.kind === 'same') return createUndirectedText(t(change.isExact ? 'change.same' : 'change.about'))

  const amount =
    change.kind === 'percent'
      ? formatNumber(locale, change.amount / 100, { style: 'percent' })
      : change.kind === 'points'
        ? t('change.points', { count: change.amount })
        : formatNumber(locale, change.amount)
  const previousValue = formatValue(locale, stat, previous)
  return {
    direction: change.direction,
    amount,
    previousText: t('change.from', { previous: previousValue }),
    spokenText: t(`change.${change.direction}Spoken`, { amount, previous: previousValue }),
  }
}

const createUndirectedText = (text: string): ChangeText => ({
  direction: null,
  amount: text,
  previousText: '',
  spokenText: text,
})
