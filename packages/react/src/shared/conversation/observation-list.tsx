'use client'

import { type EmployeeStatsResponse, getStat } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import { describeObservation } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { StatMarks } from '../figures/stat-marks.tsx'
import { describeTrend, getStatTrend } from '../figures/stat-trend.ts'
import { useTexts } from '../format/use-texts.ts'

interface ObservationListProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
  /** `ask` shows questions for a manager. `own` shows topics for the employee to bring up. Null shows neither. */
  readonly questionKind: 'ask' | 'own' | null
  /** The list's name for screen readers. `@default` "What stands out" */
  readonly label?: string
  /** Renders an action beside an observation. `title` is the shown title of the observation. */
  readonly renderAction?: ((observation: Observation, title: string) => ReactNode) | undefined
}

/**
 * A list of observations, each with its trend and figures. With a `questionKind`, an observation can have a question.
 */
export const ObservationList = ({
  response,
  observations,
  questionKind,
  label,
  renderAction,
}: ObservationListProps): ReactNode => {
  const language = useTexts(enObservations)
  const chartLanguage = useTexts(enChart)
  return (
    <ul className="claude-Conversation-list" aria-label={label ?? language.t('conversation.list')}>
      {observations.map((observation) => {
        const stat = getStat(observation.statId)
        const trend = getStatTrend(stat, response)
        const { title, numbers, question } = describeObservation(language, observation, questionKind === 'own')
        return (
          <li
            key={`${observation.kind} ${observation.statId}`}
            className="claude-Conversation-item claude-Section claude-Text"
          >
            <StatMarks stat={stat} trend={trend} label={describeTrend(chartLanguage, stat, trend)} />
            <div>
              <p>
                <strong>{title}</strong> <span>{numbers}</span>
              </p>
              {questionKind && question && (
                <p>
                  <span className="claude-Quiet">{language.t(`${questionKind}.label`)}</span> {question}
                </p>
              )}
            </div>
            {renderAction?.(observation, title)}
          </li>
        )
      })}
    </ul>
  )
}
