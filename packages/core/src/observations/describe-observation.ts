import { getStat, type ProductId, products } from '../stats/catalog.ts'
import type { Observation } from './find-observations.ts'
import type { ObservationTextKey } from './texts/en/index.ts'
import type { Translate } from './texts/fill-text.ts'
import { formatValue } from './texts/format-value.ts'
import { formatNumber } from './texts/formatters.ts'

/** The language of an observation's texts. */
export interface ObservationLanguage {
  /** Returns the text of a key. */
  readonly t: Translate<ObservationTextKey>
  /** BCP 47 tag, used to format numbers. */
  readonly locale: string
  /** The names of products. The fallback is the English name in the catalog. */
  readonly texts: { readonly [Key in `product.${ProductId}.label`]?: string }
}

/** An observation in words. */
export interface ObservationDescription {
  /**
   * What changed, such as "Chat is new", or "Claude Code sessions rose from 64 to 139". For a steady product, only its
   * name.
   */
  readonly title: string
  /** The figures behind the title. Can be empty. */
  readonly numbers: string
  /**
   * A question for the manager, or a topic for the employee. Null for a steady product, because there is nothing to
   * ask.
   */
  readonly question: string | null
}

/**
 * Describes an observation in words.
 *
 * @param isOwn Whether the viewer is the employee. If true, `question` is a topic to bring up.
 */
export const describeObservation = (
  language: ObservationLanguage,
  observation: Observation,
  isOwn: boolean,
): ObservationDescription => {
  const { t } = language
  const { kind } = observation
  return {
    title: describeTitle(language, observation),
    numbers: describeNumbers(language, observation),
    question: kind === 'steady' ? null : t(`${isOwn ? 'own' : 'ask'}.${getQuestionKey(observation)}`),
  }
}

const getQuestionKey = ({ kind, value, previous }: Observation) => {
  if (kind === 'changed' || kind === 'steady') return value > previous ? 'more' : 'less'
  return kind
}

const describeTitle = (
  language: ObservationLanguage,
  { kind, product, statId, value, previous }: Observation,
): string => {
  const { t, locale } = language
  const stat = getStat(statId)
  const values = {
    product: getProductLabel(language, product),
    unit: stat.unit === '%' ? '' : t(`units.${stat.unit}`),
    previous: formatValue(locale, stat, previous),
    value: formatValue(locale, stat, value),
  }
  if (kind === 'rate_changed') return t('observation.rate_changed', values)
  const key = kind === 'changed' ? (value > previous ? 'rose' : 'fell') : kind
  if (statId === 'skills.invocations') return t(`observation.${key}.skills`, values)
  if (statId === 'connectors.invocations') return t(`observation.${key}.connectors`, values)
  return t(`observation.${key}`, values)
}

const describeNumbers = (language: ObservationLanguage, observation: Observation): string => {
  const { t, locale } = language
  const { kind, statId, value, previous, days, proposals } = observation
  const current = formatCount(language, statId, value)
  switch (kind) {
    case 'new':
      return days === null ? current : t('numbers.days', { value: current, count: days })
    case 'stopped':
      return t('numbers.before', { value: formatCount(language, statId, previous) })
    case 'rate_changed':
      return t('numbers.proposals', {
        count: proposals?.value ?? 0,
        previous: formatNumber(locale, proposals?.previous ?? 0),
      })
    case 'changed':
      return days !== null && value > 0 ? t('numbers.days', { value: current, count: days }) : ''
    case 'steady':
      return t('numbers.steady', {
        value: formatNumber(locale, value),
        previous: formatCount(language, statId, previous),
      })
  }
}

/** Formats a count with its unit, such as "14 sessions". Returns an empty text for a rate. */
const formatCount = ({ t }: ObservationLanguage, statId: Observation['statId'], count: number): string => {
  const { unit } = getStat(statId)
  return unit === '%' ? '' : t(`count.${unit}`, { count })
}

/** Returns the name of a product in a language, or the English name in the catalog if the language has none. */
export const getProductLabel = ({ texts }: Pick<ObservationLanguage, 'texts'>, product: ProductId): string =>
  texts[`product.${product}.label`] ?? products.find(({ id }) => id === product)?.label ?? product
