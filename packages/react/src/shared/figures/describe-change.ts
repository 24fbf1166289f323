import type { GroupStat, StatDefinition } from '@windmill/claude-core'
import { computeChange, formatNumber } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Language } from '../format/use-texts.ts'
import { formatStatValue } from './format-stat-value.ts'

/** The texts of a change from the days before. */
export interface ChangeText {
  /** The change: "+25%", "1 → 6" or "none". Empty if the values cannot be compared. */
  readonly amount: string
  /** The compared values: "(118 → 148)", or only the previous value: "(was 118)". Empty if `amount` contains them. */
  readonly valuesText: string
  /** The whole change for screen readers: "up 25%, from 118 to 148". */
  readonly spokenText: string
}

/**
 * Describes the change of a stat over the settled days. Gives both compared values, because the widgets show a value
 * that can include newer days. Null if either value is unknown. If either value is partial, gives only the previous
 * value, because the amount of the change is unknown.
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
  if (partial || previousPartial) return createPlainText('', previousText)
  if (change.kind === 'none') return createPlainText(t('change.none'), previousText)
  if (change.kind === 'new' || change.kind === 'same') return createPlainText(t(`change.${change.kind}`))
  const isPerDay = change.kind === 'percent' && lengthRatio !== 1
  const currentValue = formatStatValue(language, stat, compared, partial)
  const currentText = isPerDay ? t('change.total', { value: currentValue }) : currentValue
  const values = `${previousValue} → ${currentText}`
  const spokenValues = t('change.counts', { previous: previousValue, value: currentText })
  if (change.kind === 'count') return { amount: values, valuesText: '', spokenText: spokenValues }
  const { direction } = change
  const percent = formatNumber(locale, change.amount / 100, { style: 'percent' })
  const percentText = isPerDay ? t('change.perDay', { percent }) : percent
  const amount = change.kind === 'percent' ? percentText : t('change.points', { count: change.amount })
  return {
    amount: `${signs[direction]}${amount}`,
    valuesText: `(${values})`,
    spokenText: `${t(`change.${direction}`, { amount })}, ${spokenValues}`,
  }
}

const signs = { up: '+', down: '−', about: '±' }

/** Creates a change without signs, so that screen readers can read its visible text. */
const createPlainText = (amount: string, valuesText = ''): ChangeText => ({
  amount,
  valuesText,
  spokenText: `${amount} ${valuesText}`.trim(),
})
