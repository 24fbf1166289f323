'use client'

import { type DayFailure, dayAt, maxFailures } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectFailures } from '../../texts/en/connect-failures.ts'
import { formatDays } from '../format/format-days.ts'
import { formatIn } from '../format/time.ts'
import { useTexts } from '../format/use-texts.ts'
import { dayFailureTexts } from './day-failure-texts.ts'

interface FailuresProps {
  /** Newest first. */
  readonly failures: readonly DayFailure[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Why days could not be read, and when they are tried again; days that share both stand together. */
export const Failures = ({ failures, now }: FailuresProps): ReactNode => {
  const { t, locale } = useTexts(enConnectFailures)
  const { t: why } = useTexts(dayFailureTexts)

  const next = ({ times, dueAt }: DayFailure, days: string): string => {
    if (dueAt === null) return t('failures.never', { count: times, days })
    if (Date.parse(dueAt) <= now) return t('failures.next', { count: times, days })
    return t('failures.again', { count: times, days, when: formatIn(locale, dueAt, now) })
  }
  const groups = grouped(failures, ({ code }) => code).map((sameCode) => {
    const { code } = sameCode[0]
    return {
      code,
      title: why(`dayFailure.${code}.title`),
      advice: why(`dayFailure.${code}.advice`),
      lines: grouped(sameCode, (failure) => next(failure, '')).map((alike) => {
        const days = alike.map(({ day }) => day).toReversed()
        return next(alike[0], formatDays(locale, days, dayAt(now)))
      }),
    }
  })
  return (
    <details className="claude-Block claude-ConnectClaude-failures">
      <summary>
        <span className="claude-Link">
          {t(failures.length < maxFailures ? 'failures.title' : 'failures.newest', { count: failures.length })}
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

/** What has the same key, together, in the order in which the keys appear. */
const grouped = <Item,>(items: readonly Item[], keyOf: (item: Item) => string): [Item, ...Item[]][] => {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}
