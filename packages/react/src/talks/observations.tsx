'use client'

import { type EmployeeStatsResponse, getStat } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { describeTrend } from '../stats-panel/trend.ts'
import { TrendLine } from '../stats-panel/trend-line.tsx'
import { enChart } from '../texts/en-chart.ts'
import { enObservations } from '../texts/en-observations.ts'
import { useTexts } from '../texts/use-texts.ts'
import { observationWords } from './observation-words.ts'

interface ObservationsProps {
  readonly response: EmployeeStatsResponse
  readonly observations: readonly Observation[]
  /** Whom the questions are for: a manager, or the employee; null without questions. */
  readonly ask: 'ask' | 'own' | null
  /** What can be done with one. */
  readonly action?: ((observation: Observation, title: string) => ReactNode) | undefined
}

/** Each observation with its trend, its numbers and what may be asked about it. */
export const Observations = ({ response, observations, ask, action }: ObservationsProps): ReactNode => {
  const words = useTexts(enObservations)
  const chartWords = useTexts(enChart)
  return (
    <ul className="claude-Talk-list" aria-label={words.t('talks.list')}>
      {observations.map((observation) => {
        const stat = getStat(observation.statId)
        const { title, numbers, question } = observationWords(words, observation, ask === 'own')
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
