import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import {
  AccessLog,
  AdoptionOverview,
  AuditLog,
  ClaudeUserMapping,
  ConnectClaude,
  getAdoptionQueryOptions,
  getClaudeUsersQueryOptions,
  getConnectionQueryOptions,
  getEmployeeAccessQueryOptions,
  getEmployeeStatsQueryOptions,
  getLogQueryOptions,
  getTeamStatsQueryOptions,
  getTotalsQueryOptions,
  OneOnOneStats,
  PublishedTotals,
  ReviewStats,
  StatsPanel,
  SyncStatus,
  TeamStats,
} from '../index.ts'
import type { StubServer } from './create-stub-server.ts'
import { initialTeamQuery } from './team-fixtures.ts'

const employeeId = 'e-17'
const quarter = { label: 'Q3', from: '2026-07-01', to: '2026-09-30' } as const

/** Every widget, with its loading text and some texts that it shows after its data is loaded. */
export const widgets: readonly {
  readonly name: string
  readonly widget: ReactNode
  readonly loading: string
  readonly texts: readonly string[]
}[] = [
  {
    name: 'StatsPanel',
    widget: <StatsPanel employeeId={employeeId} employeeName="Maya Chen" />,
    loading: 'Loading Claude usage',
    texts: ['Data through 20 Nov.', 'Active on 22 of 30 days', 'up 16% from 106'],
  },
  {
    name: 'ConnectClaude',
    widget: <ConnectClaude canManage />,
    loading: 'Loading the connection to Claude',
    texts: ['1,290 of 1,342', 'Replace key'],
  },
  {
    name: 'ClaudeUserMapping',
    widget: <ClaudeUserMapping />,
    loading: 'Loading the Claude users',
    texts: ['4 of 12 are matched to an employee.', 'Perhaps Maya Chen'],
  },
  {
    name: 'AccessLog',
    widget: <AccessLog employeeId={employeeId} />,
    loading: 'Loading the access history',
    texts: ['Tomás Ribeiro viewed your page', 'Kept for 365 days.'],
  },
  {
    name: 'AuditLog',
    widget: <AuditLog />,
    loading: 'Loading the history',
    texts: ['Tomás Ribeiro viewed the page of Maya Chen', 'No one can remove an entry.'],
  },
  {
    name: 'AdoptionOverview',
    widget: <AdoptionOverview />,
    loading: 'Loading how many people use Claude',
    texts: ['of 120 people used Claude', 'Over 11 settled weeks, 24 Aug – 8 Nov'],
  },
  {
    name: 'PublishedTotals',
    widget: <PublishedTotals />,
    loading: 'Loading the company totals',
    texts: ['Active in the newest settled week, 2 Nov – 8 Nov.', '12 Oct – 18 Oct'],
  },
  {
    name: 'TeamStats',
    widget: <TeamStats managerId="e-boss" managerName="Rosa Marín" />,
    loading: 'Loading the team’s Claude usage',
    texts: ['8 people, 7 matched to Claude', 'Aiko Tanaka', '206'],
  },
  {
    name: 'SyncStatus',
    widget: <SyncStatus />,
    loading: 'Loading how current the Claude usage is',
    texts: ['Claude usage is read through 20 Nov.', '1,290 of 1,342'],
  },
  {
    name: 'OneOnOneStats',
    widget: <OneOnOneStats employeeId={employeeId} employeeName="Maya Chen" lastMeetingOn="2026-10-20" />,
    loading: 'Loading Claude usage',
    texts: ['188 vs 174 uses', '14,671'],
  },
  {
    name: 'ReviewStats',
    widget: <ReviewStats employeeId={employeeId} employeeName="Maya Chen" period={quarter} />,
    loading: 'Loading Claude usage',
    texts: ['555 vs 475 uses', '44,224'],
  },
]

/** Creates a query client with the initial data of all widgets, prefetched as on a host's server. */
export const prefetchWidgets = async ({ fetch }: StubServer): Promise<QueryClient> => {
  const client = { baseUrl: '/api/claude', viewerId: 'e-17', fetch }
  const queryClient = new QueryClient()
  const last30Days = { from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  const last90Days = { from: '2026-08-23', to: '2026-11-20', bucket: 'week' } as const
  const sinceMeeting = { from: '2026-10-21', to: '2026-11-13', bucket: 'day' } as const
  const { from, to } = quarter
  await Promise.all([
    queryClient.prefetchQuery(getConnectionQueryOptions(client)),
    queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, { employeeId, ...last30Days })),
    queryClient.prefetchQuery(
      getEmployeeStatsQueryOptions(client, { employeeId, ...sinceMeeting, purpose: 'one_on_one' }),
    ),
    queryClient.prefetchQuery(
      getEmployeeStatsQueryOptions(client, { employeeId, from, to, bucket: 'week', purpose: 'review' }),
    ),
    queryClient.prefetchQuery(getAdoptionQueryOptions(client, last90Days)),
    queryClient.prefetchQuery(getTotalsQueryOptions(client)),
    queryClient.prefetchQuery(getTeamStatsQueryOptions(client, initialTeamQuery)),
    queryClient.prefetchInfiniteQuery(getClaudeUsersQueryOptions(client, { state: 'unmatched' })),
    queryClient.prefetchInfiniteQuery(getEmployeeAccessQueryOptions(client, employeeId)),
    queryClient.prefetchInfiniteQuery(getLogQueryOptions(client)),
  ])
  return queryClient
}
