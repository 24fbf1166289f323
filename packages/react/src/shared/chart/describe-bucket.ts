import type { Bucket, Day, Period } from '@windmill/claude-core'
import { formatPeriod } from '../format/format-period.ts'
import { formatDay, formatMonth, formatWeekday } from '../format/formatters.ts'
import { chooseAxisLabels } from './choose-axis-labels.ts'
import type { AxisLabel } from './props.ts'

/** Formats the days of a point: "Fri 20 Nov" for a day, or "2 Nov – 8 Nov". */
export const describeBucket = (locale: string, days: Period, bucket: Bucket, contextDay: Day): string =>
  bucket === 'day' ? formatWeekday(locale, days.from) : formatPeriod(locale, days, contextDay)

/** Builds the labels under a chart. */
export const buildAxisLabels = (locale: string, starts: readonly Day[], bucket: Bucket): readonly AxisLabel[] =>
  chooseAxisLabels(starts, bucket).map((index, order, { length }) => {
    const start = starts[index] as Day
    return {
      index,
      label: bucket === 'month' ? formatMonth(locale, start) : formatDay(locale, start),
      isMinor: length > 3 && (length - order) % 2 === 0,
    }
  })
