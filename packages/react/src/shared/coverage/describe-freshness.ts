import { type ComparisonInput, daysBetween } from '@windmill/claude-core'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { formatDay } from '../format/formatters.ts'
import type { Language } from '../format/use-texts.ts'

/**
 * Describes the newest read day of a response, and how many of the last days may still change. Empty if no day was
 * read.
 *
 * @param hasYear Whether the day is always formatted with its year. `@default` false
 */
export const describeFreshness = (
  { t, locale }: Language<StatsPanelText>,
  { coverage: { through, provisionalFrom } }: Pick<ComparisonInput, 'coverage'>,
  hasYear?: boolean,
): string => {
  if (!through) return ''
  const newestDay = t('coverage.through', { day: formatDay(locale, through, hasYear) })
  return provisionalFrom
    ? `${newestDay} ${t('coverage.provisional', { count: daysBetween(provisionalFrom, through) + 1 })}`
    : newestDay
}
