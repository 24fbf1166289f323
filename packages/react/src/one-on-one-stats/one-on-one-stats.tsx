'use client'

import { addDays, type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { useConnection } from '../hooks/use-connection.ts'
import type { Insert, OneOnOneData } from '../talks/insert.ts'
import { useTalkStats } from '../talks/use-talk-stats.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { sinceMeeting } from './since-meeting.ts'
import { OneOnOneStatsView } from './view.tsx'

export interface OneOnOneStatsProps {
  readonly employeeId: string
  /** Whom it is about, for someone who talks with them; left out, the viewer is addressed as the employee. */
  readonly employeeName?: string
  /** The day of the last meeting: what is looked at begins on the day after. */
  readonly lastMeetingOn: Day
  /** Called with what the viewer adds to the agenda: one observation, or all. Without it nothing can be added. */
  readonly onInsert?: (insert: Insert<OneOnOneData>) => void
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** What is new, what changed and what stopped since the last 1:1, as numbers and questions. */
export const OneOnOneStats = (props: OneOnOneStatsProps): ReactNode => {
  const { employeeId, employeeName, lastMeetingOn, onInsert, headingLevel = 2 } = props
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()
  const through = connection.data?.coverage?.through
  const since = sinceMeeting(lastMeetingOn, through ?? addDays(today, -1))
  const { content, ...talk } = useTalkStats(
    employeeId,
    since ?? { from: lastMeetingOn, to: lastMeetingOn },
    since !== null && !connection.isPending,
  )
  const isEarly = !since && !connection.isPending && content.kind !== 'not_connected'
  return (
    <OneOnOneStatsView
      {...talk}
      content={isEarly ? { kind: 'early', lastMeetingOn, through: through ?? null } : content}
      period={since}
      employeeName={employeeName}
      onInsert={onInsert}
      headingLevel={headingLevel}
    />
  )
}
