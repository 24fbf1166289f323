import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import {
  AccessLog,
  AdoptionOverview,
  AuditLog,
  type ClaudeClient,
  ClaudeUserMapping,
  ConnectClaude,
  OneOnOneStats,
  PublishedTotals,
  prefetchAccessLog,
  prefetchAdoptionOverview,
  prefetchAuditLog,
  prefetchClaudeUserMapping,
  prefetchConnectClaude,
  prefetchOneOnOneStats,
  prefetchPublishedTotals,
  prefetchReviewStats,
  prefetchStatsPanel,
  prefetchSyncStatus,
  prefetchTeamStats,
  ReviewStats,
  StatsPanel,
  SyncStatus,
  TeamStats,
} from '../index.ts'
import type { StubServer } from './create-stub-server.ts'

const employeeId = 'e-17'
const quarter = { label: 'Q3', from: '2026-07-01', to: '2026-09-30' } as const

export interface PrefetchableWidget {
  readonly name: string
  readonly widget: ReactNode
  readonly prefetch: (queryClient: QueryClient, client: ClaudeClient) => Promise<void>
  /** The widget's loading text. */
  readonly loading: string
  /** Some texts that the widget shows after its data is loaded. */
  readonly texts: readonly string[]
}

/** Every widget that shows data of a signed-in viewer. */
export const widgets: readonly PrefetchableWidget[] = [
  {
    name: 'StatsPanel',
    widget: <StatsPanel employeeId={employeeId} employeeName="Maya Chen" />,
    prefetch: (...args) => prefetchStatsPanel(...args, { employeeId }),
    loading: 'Loading Claude usage',
    texts: ['Data through 20 Nov.', 'Active on 22 of 30 days', 'up 16%, from 106'],
  },
  {
    name: 'ConnectClaude',
    widget: <ConnectClaude canManage />,
    prefetch: prefetchConnectClaude,
    loading: 'Loading the connection to Claude',
    texts: ['1,290 of 1,342', 'Replace key'],
  },
  {
    name: 'ClaudeUserMapping',
    widget: <ClaudeUserMapping />,
    prefetch: prefetchClaudeUserMapping,
    loading: 'Loading the Claude users',
    texts: ['4 of 12 are matched to an employee.', 'Perhaps Maya Chen'],
  },
  {
    name: 'AccessLog',
    widget: <AccessLog employeeId={employeeId} />,
    prefetch: (...args) => prefetchAccessLog(...args, { employeeId }),
    loading: 'Loading the access history',
    texts: ['Tomás Ribeiro viewed your page', 'Kept for 365 days.'],
  },
  {
    name: 'AuditLog',
    widget: <AuditLog />,
    prefetch: prefetchAuditLog,
    loading: 'Loading the history',
    texts: ['Tomás Ribeiro viewed the page of Maya Chen', 'No one can remove an entry.'],
  },
  {
    name: 'AdoptionOverview',
    widget: <AdoptionOverview />,
    prefetch: prefetchAdoptionOverview,
    loading: 'Loading how many people use Claude',
    texts: ['of 120 people used Claude', 'Over 11 settled weeks, 24 Aug – 8 Nov'],
  },
  {
    name: 'PublishedTotals',
    widget: <PublishedTotals />,
    prefetch: prefetchPublishedTotals,
    loading: 'Loading the company totals',
    texts: ['Active in the newest settled week, 2 Nov – 8 Nov.', '12 Oct – 18 Oct'],
  },
  {
    name: 'TeamStats',
    widget: <TeamStats managerId="e-boss" managerName="Rosa Marín" />,
    prefetch: (...args) => prefetchTeamStats(...args, { managerId: 'e-boss' }),
    loading: 'Loading the team’s Claude usage',
    texts: ['8 people, 7 matched to Claude', 'Aiko Tanaka', '206'],
  },
  {
    name: 'SyncStatus',
    widget: <SyncStatus />,
    prefetch: prefetchSyncStatus,
    loading: 'Loading how current the Claude usage is',
    texts: ['Claude usage is read through 20 Nov.', '1,290 of 1,342'],
  },
  {
    name: 'OneOnOneStats',
    widget: <OneOnOneStats employeeId={employeeId} employeeName="Maya Chen" lastMeetingOn="2026-10-20" />,
    prefetch: (...args) => prefetchOneOnOneStats(...args, { employeeId, lastMeetingOn: '2026-10-20' }),
    loading: 'Loading Claude usage',
    texts: ['188 vs 174 invocations', '14,671'],
  },
  {
    name: 'ReviewStats',
    widget: <ReviewStats employeeId={employeeId} employeeName="Maya Chen" period={quarter} />,
    prefetch: (...args) => prefetchReviewStats(...args, { employeeId, period: quarter }),
    loading: 'Loading Claude usage',
    texts: ['555 vs 475 invocations', '44,224'],
  },
]

/** Creates a query client with the initial data of all widgets, prefetched as on a host's server. */
export const prefetchWidgets = async ({ fetch }: StubServer): Promise<QueryClient> => {
  const client = { baseUrl: '/api/claude', viewerId: 'e-17', fetch }
  const queryClient = new QueryClient()
  await Promise.all(widgets.map(({ prefetch }) => prefetch(queryClient, client)))
  return queryClient
}
