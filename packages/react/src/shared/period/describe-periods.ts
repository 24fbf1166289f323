import { type Period, previousPeriod } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { formatPeriod } from '../format/format-period.ts'

/** Describes a period and its previous period: "22 Oct – 20 Nov, compared with 22 Sep – 21 Oct". */
export const describePeriods = (locale: string, t: Translate<StatsPanelText>, period: Period): string =>
  t('stats.compared', {
    period: formatPeriod(locale, period, period.to),
    previous: formatPeriod(locale, previousPeriod(period), period.to),
  })
