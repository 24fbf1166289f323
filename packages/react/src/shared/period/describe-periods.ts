'use client'
import { type Period, previousPeriod } from '@windmill/claude-core'
import type { StatsText } from '../../texts/en/stats-panel.ts'
import { formatPeriod } from '../format/format-period.ts'
import type { Translate } from '../format/fill-text.ts'

/** "22 Oct – 20 Nov, compared with 22 Sep – 21 Oct". */

export const describePeriods = (locale: string, t: Translate<StatsText>, period: Period): string =>
  t('stats.compared', {
    period: formatPeriod(locale, period, period.to),
    previous: formatPeriod(locale, previousPeriod(period), period.to),
  })
