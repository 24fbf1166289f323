import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import {
  AccessLog,
  AdoptionOverview,
  ClaudeProvider,
  ClaudeUserMapping,
  ConnectClaude,
  getAdoptionQueryOptions,
  getClaudeUsersQueryOptions,
  getConnectionQueryOptions,
  getEmployeeAccessQueryOptions,
  getEmployeeStatsQueryOptions,
  getTeamStatsQueryOptions,
  OneOnOneStats,
  ReviewStats,
  StatsPanel,
  SyncStatus,
  TeamStats,
} from './index.ts'
import { createStub } from './test/stub-server.ts'
import { teamQuery } from './test/team-fixtures.ts'

const stub = createStub()
const client = { baseUrl: '/api/claude', fetch: stub.fetch }

const quarter = { label: 'Q3', from: '2026-07-01', to: '2026-09-30' } as const

const renderOnServer = (widget: ReactNode, queryClient = new QueryClient()) => {
  const errors = vi.spyOn(console, 'error')
  const html = renderToString(
    <ClaudeProvider queryClient={queryClient} fetch={stub.fetch}>
      {widget}
    </ClaudeProvider>,
  )
  expect(errors).not.toHaveBeenCalled()
  return html
}

test('there is no window in this test', () => {
  expect(typeof window).toBe('undefined')
})

test('without data a server renders the loading states', () => {
  expect(renderOnServer(<StatsPanel employeeId="e-17" />)).toContain('Loading Claude usage')
  expect(renderOnServer(<ConnectClaude canManage />)).toContain('Loading the connection to Claude')
  expect(renderOnServer(<ClaudeUserMapping />)).toContain('Loading the Claude users')
  expect(renderOnServer(<AdoptionOverview />)).toContain('Loading how many people use Claude')
  expect(renderOnServer(<AccessLog employeeId="e-17" />)).toContain('Loading who can see and who looked')
  expect(renderOnServer(<TeamStats managerId="e-boss" />)).toContain('Loading the team’s Claude usage')
  expect(renderOnServer(<SyncStatus />)).toContain('Loading how current the Claude usage is')
  expect(renderOnServer(<OneOnOneStats employeeId="e-17" lastMeetingOn="2026-11-05" />)).toContain(
    'Loading Claude usage',
  )
  expect(renderOnServer(<ReviewStats employeeId="e-17" period={quarter} />)).toContain('Loading Claude usage')
})

test('what was prefetched by the query options is rendered on the server', async () => {
  const queryClient = new QueryClient()
  const query = { employeeId: 'e-17', from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, query))
  await queryClient.prefetchQuery(getAdoptionQueryOptions(client, query))

  const html = renderOnServer(<StatsPanel employeeId="e-17" employeeName="Maya Chen" />, queryClient)
  expect(html).toContain('Maya Chen')
  expect(html).toContain('Read through 20 Nov.')
  expect(html.match(/claude-StatsPanel-row/g)).toHaveLength(16)
  expect(renderOnServer(<ConnectClaude canManage />, queryClient)).toContain('1,290 of 1,342')
  // Its figures come in a chunk; until then it says so, and of which period.
  const adoption = renderOnServer(<AdoptionOverview />, queryClient)
  expect(adoption).toContain('22 Oct – 20 Nov, compared with')
  expect(adoption).toContain('Loading how many people use Claude')
})

test('widgets whose code comes later are rendered as their title and shape, with data and without', async () => {
  const queryClient = new QueryClient()
  await queryClient.prefetchInfiniteQuery(getClaudeUsersQueryOptions(client, { state: 'unmatched' }))
  await queryClient.prefetchInfiniteQuery(getEmployeeAccessQueryOptions(client, 'e-17'))

  const mapping = renderOnServer(<ClaudeUserMapping />, queryClient)
  expect(mapping).toContain('Loading the Claude users')
  expect(mapping).toBe(renderOnServer(<ClaudeUserMapping />))
  const log = renderOnServer(<AccessLog employeeId="e-17" employeeName="Maya Chen" />, queryClient)
  expect(log).toContain('Who can see the Claude usage of Maya Chen')
  expect(log).toBe(renderOnServer(<AccessLog employeeId="e-17" employeeName="Maya Chen" />))
})

test('of a team the server draws the head and keeps the table’s place', async () => {
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getTeamStatsQueryOptions(client, teamQuery))
  const team = renderOnServer(<TeamStats managerId="e-boss" managerName="Rosa Marín" />, queryClient)
  expect(team).toContain('Rosa Marín · 22 Oct – 20 Nov')
  expect(team).not.toContain('Loading')
  expect(team).toContain('claude-Bone')
})

test('of a conversation the server draws the head and keeps the place of what stands out', async () => {
  const queryClient = new QueryClient()
  const since = { employeeId: 'e-17', from: '2026-11-06', to: '2026-11-20', bucket: 'day' } as const
  const { from, to } = quarter
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, since))
  await queryClient.prefetchQuery(
    getEmployeeStatsQueryOptions(client, { employeeId: 'e-17', from, to, bucket: 'week' }),
  )
  const talks = [
    renderOnServer(
      <OneOnOneStats employeeId="e-17" employeeName="Maya Chen" lastMeetingOn="2026-11-05" />,
      queryClient,
    ),
    renderOnServer(<ReviewStats employeeId="e-17" employeeName="Maya Chen" period={quarter} />, queryClient),
  ]
  for (const talk of talks) {
    expect(talk).toMatch(/Maya Chen(<!-- -->)? · /)
    expect(talk).not.toContain('Loading')
    expect(talk).toContain('claude-Bone')
  }
})
