import { addDays, type Day, type RoundedCount } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import { formatPeriod } from '../../shared/format/format-period.ts'

/**
 * Formats a week by its first and last day.
 * @param contextDay The Monday of the week that sets the context. Years are left out for a week within the year in
 * which the context week ends.
 */
export const formatWeek = (locale: string, start: Day, contextDay: Day): string =>
  formatPeriod(locale, { from: start, to: addDays(start, 6) }, addDays(contextDay, 6))

/** Formats a rounded count in words: "about 40", or "fewer than 5". */
export const formatCount = (t: Translate<'totals.about' | 'totals.fewer'>, count: RoundedCount): string =>
  count === 'fewer_than_5' ? t('totals.fewer') : t('totals.about', { count })
