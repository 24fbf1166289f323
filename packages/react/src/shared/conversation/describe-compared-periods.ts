import { assessComparison, type EmployeeStatsResponse, type Period } from '@windmill/claude-core'
import type { ObservationsText } from '../../texts/en/observations.ts'
import { formatDay } from '../format/formatters.ts'
import type { Language } from '../format/use-texts.ts'

/**
 * Describes the period of a response and the period that it is compared with. Always includes the years, because the
 * text can be read in a later year.
 */
export const describeComparedPeriods = (
  { t, locale }: Language<ObservationsText>,
  response: EmployeeStatsResponse,
): string => {
  const period = formatPeriodWithYears(locale, response.period)
  return assessComparison(response).kind === 'withheld'
    ? t('document.notCompared', { period })
    : t('document.compared', { period, previous: formatPeriodWithYears(locale, response.previous) })
}

const formatPeriodWithYears = (locale: string, { from, to }: Period) =>
  from === to ? formatDay(locale, to, true) : `${formatDay(locale, from, true)} – ${formatDay(locale, to, true)}`
