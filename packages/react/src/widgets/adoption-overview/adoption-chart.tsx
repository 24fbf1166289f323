'use client'

import type { AdoptionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Chart } from '../../shared/chart/chart.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enChart } from '../../texts/en/chart.ts'
import { buildPeopleChart } from './build-people-chart.ts'
import { Section } from './section.tsx'

interface AdoptionChartProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/** Shows the active people over time. */
export const AdoptionChart = ({ response, level }: AdoptionChartProps): ReactNode => {
  const chart = buildPeopleChart(useTexts(enAdoptionDetails), useTexts(enChart), response)
  return (
    <Section title={chart.title} level={level}>
      <Chart {...chart} />
    </Section>
  )
}
