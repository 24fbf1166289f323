'use client'

import { type DayFailure, dayAt } from '@windmill/claude-core'
import { maxListedFailures } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enConnectFailures } from '../../texts/en/connect-failures.ts'
import { formatDays } from '../format/format-days.ts'
import { formatTimeUntil } from '../format/format-time.ts'
import { useTexts } from '../format/use-texts.ts'
import { dayFailureTexts } from './day-failure-texts.ts'

interface FailuresProps {
  /** Newest first. */
  readonly failures: readonly DayFailure[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Explains why days could not be read and when each is retried. Groups the days by reason, then by the sentence about
 * their retry.
 */
export const Failures = ({ failures, now }: FailuresProps): ReactNode => {
  const { t, locale } = useTexts(enConnectFailures)
  const { t: tDayFailure } = useTexts(dayFailureTexts)

  const describeRetry = ({ times, dueAt }: DayFailure, days: string): string => {
    if (Date.parse(dueAt) <= now) return t('failures.next', { count: times, days })
    return t('failures.again', { count: times, days, when: formatTimeUntil(locale, dueAt, now) })
  }
  const groups = groupBy(failures, ({ code }) => code).map((sameCode) => {
    const { code } = sameCode[0]
    return {
      code,
      title: tDayFailure(`dayFailure.${code}.title`),
      advice: tDayFailure(`dayFailure.${code}.advice`),
      // The sentence without the days is the key of a group.
      lines: groupBy(sameCode, (failure) => describeRetry(failure, '')).map((sameRetry) => {
        const days = sameRetry.map(({ day }) => day).toReversed()
        return describeRetry(sameRetry[0], formatDays(locale, days, dayAt(now)))
      }),
    }
  })
  return (
    <details className="claude-Block claude-ConnectClaude-failures">
      <summary>
        <span className="claude-Link">
          {t(failures.length < maxListedFailures ? 'failures.title' : 'failures.newest', { count: failures.length })}
        </span>
      </summary>
      <ul className="claude-Stack">
        {groups.map(({ code, title, advice, lines }) => (
          <li key={code}>
            <p>
              <strong>{title}</strong> {advice}
            </p>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <span className="claude-Code">{code}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Groups items by key, in the order in which the keys first appear. */
const groupBy = <Item,>(items: readonly Item[], getKey: (item: Item) => string): [Item, ...Item[]][] => {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(getKey(item))
    if (group) group.push(item)
    else groups.set(getKey(item), [item])
  }
  return [...groups.values()]
}
