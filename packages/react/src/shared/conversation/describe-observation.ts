import { getStat } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import type { ObservationText } from '../../texts/en/observations.ts'
import { computeChange } from '../format/compute-change.ts'
import { formatNumber } from '../format/formatters.ts'
import { productText } from '../format/stat-texts.ts'
import type { Words } from '../format/use-texts.ts'
import { formatValue } from '../format/format-value.ts'

export interface ObservationWords {
  readonly title: string
  readonly numbers: string
  /** What may be asked, or brought up; null where there is nothing to ask. */
  readonly question: string | null
}

/** An observation in words. `isOwn` where the viewer is the employee: then it is something to bring up. */
export const describeObservation = (
  words: Words<ObservationText>,
  observation: Observation,
  isOwn: boolean,
): ObservationWords => {
  const { t } = words
  const { kind } = observation
  return {
    title: titleOf(words, observation),
    numbers: numbersOf(words, observation),
    question: kind === 'steady' ? null : t(`${isOwn ? 'own' : 'ask'}.${topicOf(observation)}`),
  }
}

const topicOf = ({ kind, value, previous }: Observation) => {
  if (kind === 'changed' || kind === 'steady') return value > previous ? 'more' : 'less'
  return kind
}

const titleOf = (words: Words<ObservationText>, { kind, product, statId, value, previous }: Observation): string => {
  const { t, locale } = words
  const stat = getStat(statId)
  const values = {
    product: productText(words, product),
    previous: formatValue(locale, stat, previous),
    value: kind === 'changed' && product !== 'usage' ? countOf(words, statId, value) : formatValue(locale, stat, value),
  }
  if (kind === 'rate_changed') return t('observation.rate_changed', values)
  if (statId === 'skills.invocations') return t(`observation.${kind}.skills`, values)
  if (statId === 'connectors.invocations') return t(`observation.${kind}.connectors`, values)
  return t(`observation.${kind}`, values)
}

const numbersOf = (words: Words<ObservationText>, observation: Observation): string => {
  const { t, locale } = words
  const { kind, statId, value, previous, days, proposals } = observation
  const now = countOf(words, statId, value)
  switch (kind) {
    case 'new':
      return days === null ? now : t('numbers.days', { value: now, count: days })
    case 'stopped':
      return t('numbers.before', { value: countOf(words, statId, previous) })
    case 'steady':
      return t('numbers.both', { value: now, previous: formatNumber(locale, previous) })
    case 'rate_changed':
      return t('numbers.proposals', {
        count: proposals?.value ?? 0,
        previous: formatNumber(locale, proposals?.previous ?? 0),
      })
    case 'changed': {
      const change = computeChange(getStat(statId), value, previous)
      return [
        'amount' in change &&
          t(change.direction === 'up' ? 'numbers.more' : 'numbers.less', {
            amount:
              change.kind === 'percent'
                ? formatNumber(locale, change.amount / 100, { style: 'percent' })
                : formatNumber(locale, change.amount),
          }),
        days !== null && value > 0 && t('numbers.onDays', { count: days }),
      ]
        .filter(Boolean)
        .join(', ')
    }
  }
}

/** "14 sessions". */
const countOf = ({ t }: Words<ObservationText>, statId: Observation['statId'], count: number): string => {
  const { unit } = getStat(statId)
  return unit === '%' ? '' : t(`count.${unit}`, { count })
}
