import { assessComparison, type EmployeeStatsResponse, type Period } from '@windmill/claude-core'
import type { ObservationText } from '../../texts/en/observations.ts'
import { formatDay } from '../format/formatters.ts'
import type { Words } from '../format/use-texts.ts'

/** The period and what it is compared with, with years: what is handed on is still read next year. */
export const describeComparedPeriods = (
  { t, locale }: Words<ObservationText>,
  response: EmployeeStatsResponse,
): string => {
  const period = formatDated(locale, response.period)
  return assessComparison(response).kind === 'withheld'
    ? t('document.notCompared', { period })
    : t('document.compared', { period, previous: formatDated(locale, response.previous) })
}

const formatDated = (locale: string, { from, to }: Period) =>
  from === to ? formatDay(locale, to, true) : `${formatDay(locale, from, true)} – ${formatDay(locale, to, true)}`
