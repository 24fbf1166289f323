'use client'

import { type EmployeeStatsResponse, getStat } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { describeTrend } from '../figures/trend.ts'
import { TrendLine } from '../figures/trend-line.tsx'
import { useTexts } from '../format/use-texts.ts'
import { describeObservation } from './describe-observation.ts'

interface ObservationListProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
  /** Whom the questions are for: a manager, or the employee; null without questions. */
  readonly ask: 'ask' | 'own' | null
  /** What can be done with one. */
  readonly action?: ((observation: Observation, title: string) => ReactNode) | undefined
}

/** Each observation with its trend, its numbers and what may be asked about it. */
export const ObservationList = ({ response, observations, ask, action }: ObservationListProps): ReactNode => {
  const words = useTexts(enObservations)
  const chartWords = useTexts(enChart)
  return (
    <ul className="claude-Talk-list" aria-label={words.t('talks.list')}>
      {observations.map((observation) => {
        const stat = getStat(observation.statId)
        const { title, numbers, question } = describeObservation(words, observation, ask === 'own')
        return (
          <li key={`${observation.kind} ${observation.statId}`} className="claude-Talk-item claude-Section claude-Text">
            <TrendLine
              stat={stat}
              response={response}
              label={describeTrend(chartWords, stat, response.stats[stat.id].series, response)}
            />
            <div>
              <p>
                <strong>{title}</strong> <span>{numbers}</span>
              </p>
              {ask && question && (
                <p>
                  <span className="claude-Quiet">{words.t(`${ask}.label`)}</span> {question}
                </p>
              )}
            </div>
            {action?.(observation, title)}
          </li>
        )
      })}
    </ul>
  )
}
