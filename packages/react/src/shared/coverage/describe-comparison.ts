import type { ComparisonInput } from '@windmill/claude-core'
import { getComparedDays } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { formatPeriod } from '../format/format-period.ts'
import type { Language } from '../format/use-texts.ts'

/** Describes which days are compared: "Changes compare 22 Oct – 13 Nov with 29 Sep – 21 Oct." */
export const describeComparison = (
  { t, locale }: Language<StatsPanelText>,
  response: Pick<ComparisonInput, 'period' | 'compared' | 'previous'>,
): string =>
  t('coverage.compared', {
    period: formatPeriod(locale, getComparedDays(response), response.period.to),
    previous: formatPeriod(locale, response.previous, response.period.to),
  })
