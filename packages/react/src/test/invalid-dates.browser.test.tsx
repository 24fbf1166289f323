import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { AdoptionOverview } from '../widgets/adoption-overview/adoption-overview.tsx'
import { OneOnOneStats } from '../widgets/one-on-one-stats/one-on-one-stats.tsx'
import { ReviewStats } from '../widgets/review-stats/review-stats.tsx'
import { StatsPanel } from '../widgets/stats-panel/stats-panel.tsx'
import { TeamStats } from '../widgets/team-stats/team-stats.tsx'
import { renderWidget } from './render-widget.tsx'

const period = { from: '2026-02-01', to: '2026-02-30' }

test.each<[widget: string, element: ReactNode]>([
  ['StatsPanel', <StatsPanel key="1" employeeId="e-17" period={period} />],
  [
    'StatsPanel with a review period',
    <StatsPanel key="2" employeeId="e-17" reviewPeriod={{ label: 'Q1', ...period }} />,
  ],
  ['TeamStats', <TeamStats key="3" managerId="e-1" period={period} />],
  ['AdoptionOverview', <AdoptionOverview key="4" period={period} />],
  ['ReviewStats', <ReviewStats key="5" employeeId="e-17" period={{ label: 'Q1', ...period }} />],
  ['OneOnOneStats', <OneOnOneStats key="6" employeeId="e-17" lastMeetingOn="30 February" />],
])('%s explains that the dates do not exist, and requests no figures', async (_, element) => {
  const { stub } = renderWidget(element)
  await expect.element(page.getByText('This page asks for dates that do not exist.')).toBeVisible()
  expect(stub.requests.map(({ path }) => path)).toEqual(['/api/claude/connection'])
})
