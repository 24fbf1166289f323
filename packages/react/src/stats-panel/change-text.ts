import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { changeOf } from '../format/change.ts'
import { formatNumber } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import type { StatsText } from '../texts/en-stats-panel.ts'
import type { Words } from '../texts/use-texts.ts'

export interface ChangeText {
  readonly direction: 'up' | 'down' | null
  /** As shown: "25% from 118", with an arrow before it where there is a direction. */
  readonly amount: string
  readonly from: string
  /** As read out. */
  readonly spoken: string
}

/** A change in words and numbers; null where there is nothing to compare. */
export const changeText = (
  { t, locale }: Words<StatsText>,
  stat: Pick<StatDefinition, 'kind'>,
  { value, previous }: Pick<GroupStat, 'value' | 'previous'>,
): ChangeText | null => {
  const change = changeOf(stat, value, previous)
  if (change.kind === 'unknown') return null
  if (change.kind === 'new') return plain(t('change.new'))
  if (change.kind === 'same') return plain(t(change.exact ? 'change.same' : 'change.about'))

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

const plain = (text: string): ChangeText => ({ direction: null, amount: text, from: '', spoken: text })
