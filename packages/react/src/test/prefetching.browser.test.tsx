import { QueryClient } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import * as react from '../index.ts'
import { createStubServer, type StubServer, type StubServerOptions } from './create-stub-server.ts'
import { connections, omitAdminFields } from './fixtures.ts'
import { loadLazyParts } from './load-lazy-parts.ts'
import { mappings } from './people-fixtures.ts'
import { type PrefetchableWidget, widgets } from './prefetch-widgets.tsx'
import { renderWidget } from './render-widget.tsx'

beforeAll(loadLazyParts)
// Data stays fresh, however busy the machine is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const { StatsPanel, ClaudeUserMapping, SyncStatus } = Object.fromEntries(
  widgets.map((widget) => [widget.name, widget]),
) as Readonly<Record<string, PrefetchableWidget>> as Readonly<
  Record<'StatsPanel' | 'ClaudeUserMapping' | 'SyncStatus', PrefetchableWidget>
>
const period = { from: '2026-09-01', to: '2026-09-30' }

type Page = readonly [name: string, widget: PrefetchableWidget, server?: StubServerOptions, viewerId?: string]

const pages: readonly Page[] = [
  ...widgets.map((widget): Page => [widget.name, widget]),
  [
    'StatsPanel with the host’s period',
    {
      ...StatsPanel,
      widget: <react.StatsPanel employeeId="e-17" employeeName="Maya Chen" period={period} />,
      prefetch: (...client) => react.prefetchStatsPanel(...client, { employeeId: 'e-17', period }),
      texts: ['Active on 22 of 30 days'],
    },
  ],
  [
    'StatsPanel of an employee without a Claude user',
    { ...StatsPanel, texts: ['maya.chen@chen.example'] },
    { stats: { claudeUsers: 0 } },
    // Nobody can link a Claude user to themself.
    'e-1',
  ],
  [
    'ClaudeUserMapping without unmatched Claude users',
    { ...ClaudeUserMapping, texts: ['support@acme.example'] },
    { mapping: mappings.oneConflict },
  ],
  [
    'SyncStatus for a viewer who cannot manage the connection',
    { ...SyncStatus, texts: ['Claude usage is read through 20 Nov.'] },
    { connection: omitAdminFields(connections.connected) },
  ],
]

const listPaths = ({ requests }: StubServer): readonly string[] => requests.map(({ path }) => path)

test('every widget with data of a signed-in viewer has a prefetch function', () => {
  const names = Object.keys(react).filter((name) => name.startsWith('prefetch'))
  expect(names.toSorted()).toEqual(widgets.map(({ name }) => `prefetch${name}`).toSorted())
})

test.each(pages.map(([name, widget, server = {}, viewerId = 'e-17']) => ({ ...widget, name, server, viewerId })))(
  '$name: prefetching reads exactly what the widget requests at first',
  async ({ widget, prefetch, texts, server, viewerId }) => {
    const stub = createStubServer(server)
    const queryClient = new QueryClient()
    await prefetch(queryClient, { baseUrl: '/api/claude', viewerId, fetch: stub.fetch })
    const prefetched = listPaths(stub)

    renderWidget(widget, {}, { queryClient, fetch: stub.fetch, viewerId })
    for (const text of texts) await expect.poll(() => document.body.textContent).toContain(text)
    expect(listPaths(stub)).toEqual(prefetched)

    cleanup()
    const { stub: unprefetched } = renderWidget(widget, server, { viewerId })
    await expect.poll(() => listPaths(unprefetched)).toEqual(expect.arrayContaining([...prefetched]))
  },
)

test('prefetching leaves a refused request to the widget, and does not reject', async () => {
  const { fetch } = createStubServer({ faults: { 'GET /employees/{id}/stats': 'not_found' } })
  const queryClient = new QueryClient()
  await react.prefetchStatsPanel(queryClient, { baseUrl: '/api/claude', viewerId: 'e-17', fetch }, { employeeId: 'e' })
  renderWidget(StatsPanel.widget, {}, { queryClient })
  await expect.element(page.getByText('Active on 22 of 30 days')).toBeVisible()
})

test('prefetching is not changed by a host’s defaults for all queries', async () => {
  const stub = createStubServer()
  const queryClient = new QueryClient({ defaultOptions: { queries: { initialData: {} } } })
  await StatsPanel.prefetch(queryClient, { baseUrl: '/api/claude', viewerId: 'e-17', fetch: stub.fetch })
  expect(listPaths(stub)).toHaveLength(2)
})
