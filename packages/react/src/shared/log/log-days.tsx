'use client'

import type { Day, Instant } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { Paging } from '../../data/query/paging.ts'
import { enLog } from '../../texts/en/log.ts'
import { formatDayInContext, formatPeriod } from '../format/format-period.ts'
import { toLocalDay } from '../format/format-time.ts'
import { formatClock, formatList } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { groupEntriesByDay } from './group-entries-by-day.ts'
import { mergePeriods } from './merge-periods.ts'
import type { ReadPeriods } from './split-read-periods.ts'

/** The content of one line of a log. */
export interface LogLine extends ReadPeriods {
  readonly text: string
  /** Shown after the periods. */
  readonly detail?: string | undefined
  /** All names, if the text gives only their number. */
  readonly names?: readonly string[] | undefined
}

interface LogDaysProps<Entry> {
  /** Sorted newest first. */
  readonly entries: readonly Entry[]
  readonly describe: (entry: Entry) => LogLine
  readonly paging: Paging
  /** False on a server and during hydration. Days are then UTC days, and times are hidden. */
  readonly isTimeZoneKnown: boolean
  /** Today as a UTC day. Days in the same year are shown without their year. */
  readonly today: Day
  /** The heading level of the days. */
  readonly level: number
}

const toUtcDay = (instant: Instant) => instant.slice(0, 10) as Day

/** The entries of a log by day, and a button that loads older entries. */
export const LogDays = <Entry extends { readonly at: Instant }>(props: LogDaysProps<Entry>): ReactNode => {
  const { entries, describe, paging, isTimeZoneKnown, today, level } = props
  const { t, locale } = useTexts(enLog)
  const formatTimes = (times: readonly Instant[]) => {
    const time = formatClock(locale, times[0] ?? '')
    return times.length > 1 ? t('log.times', { count: times.length, time }) : time
  }
  const formatNotes = ({ openedPeriods, comparedPeriod, detail }: LogLine) => {
    const period = formatList(
      locale,
      mergePeriods(openedPeriods).map((days) => formatPeriod(locale, days, today)),
    )
    const compared = comparedPeriod && formatPeriod(locale, comparedPeriod, today)
    const periodsText = compared ? t('log.compared', { period, compared }) : period && t('log.period', { period })
    return [periodsText, detail].filter(Boolean).join(' · ')
  }
  return (
    <>
      {groupEntriesByDay(entries, isTimeZoneKnown ? toLocalDay : toUtcDay).map(({ day, entries: groups }) => (
        <section key={day}>
          <Heading level={level} className="claude-Text">
            {formatDayInContext(locale, day, today)}
          </Heading>
          <ul className="claude-Stack">
            {groups.map((group) => {
              const line = describe(group)
              const notes = formatNotes(line)
              return (
                <li key={group.key} tabIndex={-1} className="claude-Spread">
                  <div>
                    {line.text} {notes && <span className="claude-Quiet">{notes}</span>}
                    {line.names && (
                      <details>
                        <summary className="claude-Link">{t('log.names', { count: line.names.length })}</summary>
                        <p className="claude-Text">{formatList(locale, line.names)}</p>
                      </details>
                    )}
                  </div>
                  {isTimeZoneKnown && <span className="claude-Quiet">{formatTimes(group.times)}</span>}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      <LoadMore paging={paging}>{t('log.older')}</LoadMore>
    </>
  )
}
