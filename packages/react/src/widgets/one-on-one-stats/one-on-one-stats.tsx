'use client'

import { addDays, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { checkDate } from '../../data/fetch/parse-period.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { getPeriodSinceMeeting } from './get-period-since-meeting.ts'
import { OneOnOneStatsView } from './one-on-one-stats-view.tsx'
import type { OneOnOneStatsProps } from './props.ts'

/** Shows what is new, what changed and what stopped since the last 1:1, with questions to ask or topics to bring up. */
export const OneOnOneStats: (props: OneOnOneStatsProps) => ReactNode = perViewer((props) => {
  const { employeeId, employeeName, lastMeetingOn, onInsert, note, onNoteChange, headingLevel = 2 } = props
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()
  const through = connection.data?.coverage?.through
  const meeting = checkDate(lastMeetingOn)
  const period = meeting.date ? getPeriodSinceMeeting(meeting.date, through ?? addDays(today, -1)) : null
  const { content, ...stats } = useConversationStats({
    employeeId,
    period: connection.isPending ? null : period,
    problem: meeting.problem,
    purpose: 'one_on_one',
  })
  const tooFewDaysContent =
    meeting.date && !period && !connection.isPending && content.kind !== 'not_connected'
      ? ({ kind: 'early', lastMeetingOn: meeting.date, through: through ?? null } as const)
      : null
  return (
    <OneOnOneStatsView
      {...stats}
      content={tooFewDaysContent ?? content}
      period={period}
      employeeName={employeeName}
      onInsert={onInsert}
      note={note}
      onNoteChange={onNoteChange}
      headingLevel={headingLevel}
    />
  )
})
