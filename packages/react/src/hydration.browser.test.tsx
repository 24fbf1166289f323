import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
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
import { connections } from './test/fixtures.ts'
import { createStub } from './test/stub-server.ts'
import { teamQuery } from './test/team-fixtures.ts'

const stub = createStub({ connection: connections.backfilling })
const client = { baseUrl: '/api/claude', fetch: stub.fetch }

const quarter = { label: 'Q3', from: '2026-07-01', to: '2026-09-30' } as const

const prefetched = async () => {
  const queryClient = new QueryClient()
  const query = { employeeId: 'e-17', from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, query))
  await queryClient.prefetchQuery(getAdoptionQueryOptions(client, query))
  await queryClient.prefetchInfiniteQuery(getClaudeUsersQueryOptions(client, { state: 'unmatched' }))
  await queryClient.prefetchInfiniteQuery(getEmployeeAccessQueryOptions(client, 'e-17'))
  await queryClient.prefetchQuery(getTeamStatsQueryOptions(client, teamQuery))
  for (const [from, to, bucket] of [
    ['2026-11-06', '2026-11-20', 'day'],
    [quarter.from, quarter.to, 'week'],
  ] as const) {
    await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, { employeeId: 'e-17', from, to, bucket }))
  }
  return queryClient
}

const widgets = (queryClient: QueryClient): ReactNode => (
  <ClaudeProvider fetch={stub.fetch} queryClient={queryClient}>
    <ConnectClaude canManage />
    <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
    <ClaudeUserMapping />
    <AccessLog employeeId="e-17" />
    <AdoptionOverview />
    <TeamStats managerId="e-boss" />
    <SyncStatus />
    <OneOnOneStats employeeId="e-17" lastMeetingOn="2026-11-05" />
    <ReviewStats employeeId="e-17" period={quarter} />
  </ClaudeProvider>
)

test.each(['with', 'without'])(
  'a page rendered on a server %s data hydrates without a word in the console',
  async (data) => {
    const queryClient = data === 'with' ? await prefetched() : new QueryClient()
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = renderToString(widgets(queryClient))

    const errors = vi.spyOn(console, 'error')
    const recovered = vi.fn()
    const root = hydrateRoot(container, widgets(queryClient), { onRecoverableError: recovered })
    await expect.element(page.getByRole('heading', { name: 'Claude Code' }).first()).toBeVisible()
    await expect.element(page.getByText('1,290 of 1,342').first()).toBeVisible()
    await expect.element(page.getByText('Reading history')).toBeVisible()
    await expect.element(page.getByText('Perhaps Maya Chen')).toBeVisible()
    await expect.element(page.getByText(/of 120 people used Claude/)).toBeVisible()
    await expect.element(page.getByText('2 times, last at 10:20')).toBeVisible()
    await expect.element(page.getByRole('row', { name: /^Aiko Tanaka/ })).toBeVisible()
    await expect.element(page.getByText('The numbers by product').first()).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Copy' })).toBeVisible()
    expect(recovered).not.toHaveBeenCalled()
    expect(errors).not.toHaveBeenCalled()
    root.unmount()
    container.remove()
  },
)
