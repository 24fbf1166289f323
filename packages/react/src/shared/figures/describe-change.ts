import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { computeChange, formatNumber, formatValue } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Words } from '../format/use-texts.ts'

export interface ChangeText {
  /** Null if the change has no direction: then `amount` is the whole text. */
  readonly direction: 'up' | 'down' | null
  /** The visible text, after the arrow: "25%". */
  readonly amount: string
  /** The previous value, visible: "from 118". */
  readonly from: string
  /** The whole change for screen readers. */
  readonly spoken: string
}

/** Describes a change in words and numbers. Null if either value is unknown. */
export const describeChange = (
  { t, locale }: Words<StatsPanelText>,
  stat: Pick<StatDefinition, 'kind'>,
  { value, previous }: Pick<GroupStat, 'value' | 'previous'>,
): ChangeText | null => {
  const change = computeChange(stat, value, previous)
  if (change.kind === 'unknown') return null
  if (change.kind === 'new') return withoutDirection(t('change.new'))
  if (change.kind === 'same') return withoutDirection(t(change.exact ? 'change.same' : 'change.about'))

  const amount =
    change.kind === 'percent'
      ? formatNumber(locale, change.amount / 100, { style: 'percent' })
      : change.kind === 'points'
        ? t('change.points', { count: change.amount })
        : formatNumber(locale, change.amount)
  const from = formatValue(locale, stat, previous)
  return {
    direction: change.direction,
    amount,
    from: t('change.from', { previous: from }),
    spoken: t(`change.${change.direction}Spoken`, { amount, previous: from }),
  }
}

const withoutDirection = (text: string): ChangeText => ({ direction: null, amount: text, from: '', spoken: text })
