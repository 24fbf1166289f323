import { getStat, type ProductId, products } from '../stats/catalog.ts'
import { computeChange } from '../stats/compute-change.ts'
import type { Observation } from './find-observations.ts'
import type { ObservationTextKey } from './texts/en/index.ts'
import type { Translate } from './texts/fill-text.ts'
import { formatValue } from './texts/format-value.ts'
import { formatNumber } from './texts/formatters.ts'

/** A language, and the names of products in it. */
export interface ObservationLanguage {
  readonly t: Translate<ObservationTextKey>
  /** BCP 47 tag for numbers. */
  readonly locale: string
  /** Names of products; the catalog's English name is the fallback. */
  readonly texts: { readonly [Key in `product.${ProductId}.label`]?: string }
}

export interface ObservationWords {
  readonly title: string
  /** The figures behind the title; may be empty. */
  readonly numbers: string
  /** A question for the manager or a topic for the employee; null if there is nothing to ask. */
  readonly question: string | null
}

/**
 * Describes an observation in words.
 *
 * @param isOwn Whether the viewer is the employee. Then the question is a topic to bring up.
 */
export const describeObservation = (
  words: ObservationLanguage,
  observation: Observation,
  isOwn: boolean,
): ObservationWords => {
  const { t } = words
  const { kind } = observation
  return {
    title: describeTitle(words, observation),
    numbers: describeNumbers(words, observation),
    question: kind === 'steady' ? null : t(`${isOwn ? 'own' : 'ask'}.${getQuestionKey(observation)}`),
  }
}

const getQuestionKey = ({ kind, value, previous }: Observation) => {
  if (kind === 'changed' || kind === 'steady') return value > previous ? 'more' : 'less'
  return kind
}

const describeTitle = (words: ObservationLanguage, { kind, product, statId, value, previous }: Observation): string => {
  const { t, locale } = words
  const stat = getStat(statId)
  const values = {
    product: getProductLabel(words, product),
    previous: formatValue(locale, stat, previous),
    value:
      kind === 'changed' && product !== 'usage' ? formatCount(words, statId, value) : formatValue(locale, stat, value),
  }
  if (kind === 'rate_changed') return t('observation.rate_changed', values)
  if (statId === 'skills.invocations') return t(`observation.${kind}.skills`, values)
  if (statId === 'connectors.invocations') return t(`observation.${kind}.connectors`, values)
  return t(`observation.${kind}`, values)
}

const describeNumbers = (words: ObservationLanguage, observation: Observation): string => {
  const { t, locale } = words
  const { kind, statId, value, previous, days, proposals } = observation
  const current = formatCount(words, statId, value)
  switch (kind) {
    case 'new':
      return days === null ? current : t('numbers.days', { value: current, count: days })
    case 'stopped':
      return t('numbers.before', { value: formatCount(words, statId, previous) })
    case 'steady':
      return t('numbers.both', { value: current, previous: formatNumber(locale, previous) })
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

/** Formats a count with its unit: "14 sessions". Empty for a rate. */
const formatCount = ({ t }: ObservationLanguage, statId: Observation['statId'], count: number): string => {
  const { unit } = getStat(statId)
  return unit === '%' ? '' : t(`count.${unit}`, { count })
}

/** Returns the name of a product: the language's, otherwise the catalog's. */
export const getProductLabel = ({ texts }: Pick<ObservationLanguage, 'texts'>, product: ProductId): string =>
  texts[`product.${product}.label`] ?? products.find(({ id }) => id === product)?.label ?? product
