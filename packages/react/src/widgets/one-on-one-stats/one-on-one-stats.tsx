'use client'

import { addDays, dayAt } from '@windmill/claude-core'
import { findLastSettledDay } from '@windmill/claude-core/internal'
import { type ReactNode, useState } from 'react'
import { checkDate } from '../../data/fetch/parse-period.ts'
import { countArrivingDays } from '../../shared/conversation/count-arriving-days.ts'
import { useConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import { useSettledInput } from '../../shared/conversation/use-settled-input.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { chooseMeetingPeriod } from './choose-meeting-period.ts'
import { OneOnOneStatsView } from './one-on-one-stats-view.tsx'
import type { OneOnOneStatsProps } from './props.ts'

/**
 * Shows what is new, what changed and what stopped since the last 1:1, up to the last settled day. Each observation has
 * a question to ask or a topic to bring up. The viewer adds observations to the agenda one by one.
 * @example
 * ```tsx
 * import { OneOnOneStats } from '@windmill/claude-react'
 *
 * <OneOnOneStats
 *   employeeId={employee.id}
 *   employeeName={employee.name}
 *   lastMeetingOn="2026-11-05"
 *   added={agenda.observationIds}
 *   onInsert={({ text, data }) => agenda.append(text, data.observation.id)}
 *   onUndo={(observationId) => agenda.remove(observationId)}
 * />
 * ```
 */
export const OneOnOneStats: (props: OneOnOneStatsProps) => ReactNode = perViewer((props) => {
  const { employeeId, employeeName, lastMeetingOn, headingLevel = 2, ...actions } = props
  const [today] = useState(() => dayAt(Date.now()))
  const settledInput = useSettledInput()
  const meeting = checkDate(lastMeetingOn)
  const lastSettledDay = settledInput && findLastSettledDay(settledInput)
  const chosen = !meeting.problem && lastSettledDay ? chooseMeetingPeriod(meeting.date, lastSettledDay, today) : null
  const period = chosen?.period ?? null
  const stats = useConversationStats({ employeeId, period, problem: meeting.problem, purpose: 'one_on_one' })
  return (
    <OneOnOneStatsView
      {...actions}
      {...stats}
      period={period}
      newerDays={
        period && settledInput
          ? countArrivingDays({ from: addDays(period.to, 1), to: today }, settledInput, stats.content)
          : 0
      }
      isSinceMeeting={chosen?.isSinceMeeting ?? lastMeetingOn !== null}
      daysArrivingSince={meeting.date && chosen?.isSinceMeeting === false ? meeting.date : null}
      employeeName={employeeName}
      headingLevel={headingLevel}
    />
  )
})
