import {
  addDays,
  type CheckedMonth,
  type ComparisonInput,
  type Day,
  type EmployeeStatsResponse,
  firstServedDay,
  getStat,
  listDays,
  maxDay,
  type StatId,
} from '@windmill/claude-core'
import { additiveCounters, listStatCounters, startOfBucket } from '@windmill/claude-core/internal'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { formatDays, groupConsecutiveDays } from '../format/format-days.ts'
import { formatDayInContext } from '../format/format-period.ts'
import { formatDay, formatList, formatMonth } from '../format/formatters.ts'
import { getStatText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'

/** Maximum number of differing months, and of stats in each of them, that are named. */
const maxNamed = 3

/**
 * Describes which months of both periods equal Claude's own totals, which do not, and when they were compared. Empty if
 * no month was compared.
 *
 * @param hasYear Whether every day has its year. By default, a day in the year of the period's end has none.
 */
export const describeChecks = (
  language: Language<StatsDetailsText>,
  { period, previous, coverage }: ComparisonInput,
  hasYear = false,
): readonly string[] => {
  const { t, locale } = language
  const months = coverage.checkedMonths ?? []
  const formatCheckDay = (day: Day) =>
    hasYear ? formatDay(locale, day, true) : formatDayInContext(locale, day, period.to)
  const formatMonthName = ({ month }: CheckedMonth) =>
    month.slice(0, 4) === period.to.slice(0, 4) && !hasYear
      ? formatMonth(locale, month)
      : formatMonth(locale, month, true)
  const listMonths = (listed: readonly CheckedMonth[]) => formatList(locale, listed.map(formatMonthName))
  const selectMonths = (result: CheckedMonth['result']) => months.filter((month) => month.result === result)

  const equalMonths = selectMonths('equal')
  const lastEqual = equalMonths.at(-1)
  const equalDays = equalMonths.flatMap(listMonthDays)
  const isEqualFromStart =
    equalMonths[0]?.month === startOfBucket(maxDay(previous.from, firstServedDay), 'month') &&
    groupConsecutiveDays(equalDays).length === 1
  const differingMonths = selectMonths('differs')
  const lastDiffering = differingMonths.at(-1)
  const incomparableMonths = selectMonths('not_comparable')
  return [
    lastEqual &&
      (isEqualFromStart
        ? t('checks.equal', {
            date: formatCheckDay(getCheckDay(lastEqual)),
            day: formatCheckDay(getLastDay(lastEqual)),
          })
        : t('checks.equalDays', {
            date: formatCheckDay(getCheckDay(lastEqual)),
            days: formatDays(locale, equalDays, period.to),
          })),
    ...(differingMonths.length > maxNamed ? [] : differingMonths).map((month) =>
      t(month.stats.length > maxNamed ? 'checks.differsMany' : 'checks.differs', {
        date: formatCheckDay(getCheckDay(month)),
        month: formatMonthName(month),
        count: month.stats.length,
        stats: formatList(
          locale,
          month.stats.map((id) => getStatText(language, getStat(id), 'label')),
        ),
      }),
    ),
    lastDiffering &&
      differingMonths.length > maxNamed &&
      t('checks.differMonths', {
        date: formatCheckDay(getCheckDay(lastDiffering)),
        months: listMonths(differingMonths),
      }),
    incomparableMonths.length > 0 && t('checks.notComparable', { months: listMonths(incomparableMonths) }),
  ].filter((sentence) => typeof sentence === 'string')
}

/** The UTC day on which a month was compared. */
const getCheckDay = ({ checkedAt }: CheckedMonth): Day => checkedAt.slice(0, 10) as Day

const getLastDay = ({ month }: CheckedMonth): Day => addDays(startOfBucket(addDays(month, 31), 'month'), -1)

const listMonthDays = (month: CheckedMonth): readonly Day[] => listDays({ from: month.month, to: getLastDay(month) })

/**
 * Describes what the comparison with Claude's own totals says about one stat, for a text that is read later. Empty if
 * the stat has no comparable total, or if no month was compared.
 */
export const describeStatChecks = (
  language: Language<StatsDetailsText>,
  response: EmployeeStatsResponse,
  statId: StatId,
): string => {
  const stat = getStat(statId)
  const { partial, previousPartial } = response.stats[statId]
  // Months with days from the list of users are not compared. Their skill and connector usage is partial.
  const isCompared =
    listStatCounters(stat).every((counter) => additiveCounters.includes(counter)) && !partial && !previousPartial
  if (!isCompared) return ''
  const checkedMonths = (response.coverage.checkedMonths ?? []).map((month): CheckedMonth => {
    if (month.result !== 'differs') return month
    return month.stats.includes(statId) ? { ...month, stats: [statId] } : { ...month, result: 'equal', stats: [] }
  })
  return describeChecks(language, { ...response, coverage: { ...response.coverage, checkedMonths } }, true).join(' ')
}
