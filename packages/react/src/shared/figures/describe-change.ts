import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { computeChange, formatNumber } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Language } from '../format/use-texts.ts'
import { formatStatValue } from './format-stat-value.ts'

/** The texts of a change from the days before. */
export interface ChangeText {
  /** The change: "+25%", "1 → 6" or "none". Empty if the values cannot be compared. */
  readonly amount: string
  /** The previous value: "(was 118)". Empty if `amount` contains it. */
  readonly previousText: string
  /** The whole change for screen readers: "up 25% from 118". */
  readonly spokenText: string
}

/**
 * Describes the change of a stat over the settled days. Null if either value is unknown. If either value is partial,
 * gives only the previous value, because the amount of the change is unknown.
 *
 * @param lengthRatio Days of the previous period for each day of the period, from `computeLengthRatio`. Pass 1 for a
 *   number of people.
 */
export const describeChange = (
  language: Language<StatsPanelText>,
  stat: Pick<StatDefinition, 'kind'>,
  {
    compared,
    previous,
    partial,
    previousPartial,
  }: Pick<GroupStat, 'compared' | 'previous' | 'partial' | 'previousPartial'>,
  lengthRatio: number,
): ChangeText | null => {
  const { t, locale } = language
  const change = computeChange(stat, compared, previous, lengthRatio)
  if (change.kind === 'unknown') return null
  const previousValue = formatStatValue(language, stat, previous, previousPartial)
  const previousText = t('change.was', { previous: previousValue })
  if (partial || previousPartial) return { amount: '', previousText, spokenText: previousText }
  if (change.kind === 'new') return createPlainText(t('change.new'))
  if (change.kind === 'same' && change.isExact) return createPlainText(t('change.same'))
  if (change.kind === 'same') return createPlainText(t('change.about'))
  if (change.kind === 'none') {
    const amount = t('change.none')
    return { amount, previousText, spokenText: `${amount} ${previousText}` }
  }
  if (change.kind === 'count') {
    const current = formatStatValue(language, stat, compared, partial)
    return {
      amount: `${previousValue} → ${current}`,
      previousText: '',
      spokenText: t('change.counts', { previous: previousValue, value: current }),
    }
  }
  const percent = formatNumber(locale, change.amount / 100, { style: 'percent' })
  const percentText = lengthRatio === 1 ? percent : t('change.perDay', { percent })
  const amount = change.kind === 'percent' ? percentText : t('change.points', { count: change.amount })
  return {
    amount: `${change.direction === 'up' ? '+' : '−'}${amount}`,
    previousText,
    spokenText: t(`change.${change.direction}Spoken`, { amount, previous: previousValue }),
  }
}

const createPlainText = (text: string): ChangeText => ({ amount: text, previousText: '', spokenText: text })
