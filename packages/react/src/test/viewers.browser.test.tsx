import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, renderHook, waitFor } from '@testing-library/react'
import type { ProblemCode } from '@windmill/claude-core'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import {
  ClaudeProvider,
  ConnectClaude,
  claudeKey,
  getEmployeeStatsQueryOptions,
  StatsPanel,
  useAdoption,
  useClaudeUserActions,
  useClaudeUsers,
  useConnectionActions,
  useEmployeeStats,
  useEmployees,
  useTeamStats,
} from '../index.ts'
import '../styles/index.css'
import { createStubServer, type StubServerOptions } from './create-stub-server.ts'
import { analyticsKey, connections } from './fixtures.ts'
import { prefetchWidgets, widgets } from './prefetch-widgets.tsx'
import { initialTeamQuery } from './team-fixtures.ts'

afterEach(cleanup)

/** The routes of all queries. */
const readRoutes = [
  'GET /connection',
  'GET /employees/{id}/stats',
  'GET /employees/{id}/access',
  'GET /employees',
  'GET /log',
  'GET /teams/{id}/stats',
  'GET /adoption',
  'GET /totals',
  'GET /reconciliation',
  'GET /claude-users',
  'GET /claude-users/{id}/link',
]
const period = { from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const

/** Waits until all texts are shown. A text can be split between elements. */
const waitForTexts = (container: Element, texts: readonly string[]) =>
  vi.waitFor(
    () => {
      for (const text of texts) expect(container.textContent).toContain(text)
    },
    { timeout: 15_000 },
  )

/** Creates a host's page. Its viewer and the server's responses can change. */
const createHostPage = (options: StubServerOptions = {}) => {
  const stub = createStubServer(options)
  const queryClient = new QueryClient()
  return {
    ...stub,
    queryClient,
    setFaultOfAllReads: (fault: ProblemCode | 'pending' | null) => {
      for (const route of readRoutes) stub.setFault(route, fault)
    },
    renderFor: (viewerId: string | null, widget: ReactNode) => (
      <ClaudeProvider viewerId={viewerId} fetch={stub.fetch} queryClient={queryClient}>
        {widget}
      </ClaudeProvider>
    ),
    /** All data in the query cache, as text. */
    readCache: () =>
      JSON.stringify(
        queryClient
          .getQueryCache()
          .getAll()
          .flatMap(({ state }) => state.data ?? []),
      ),
  }
}

describe.each(widgets)('$name', ({ widget, texts, loading }) => {
  test('shows and keeps no data of the previous viewer when the viewer changes', async () => {
    const host = createHostPage()
    const { rerender, container } = render(host.renderFor('e-17', widget))
    await waitForTexts(container, texts)
    host.setFaultOfAllReads('pending')
    rerender(host.renderFor('e-18', widget))
    expect(container.textContent).toContain(loading)
    for (const text of texts) expect(container.textContent).not.toContain(text)
    expect(host.readCache()).toBe('[]')
    rerender(host.renderFor('e-17', widget))
    for (const text of texts) expect(container.textContent).not.toContain(text)
  })

  test('explains that nobody is signed in if there is no viewer, and requests nothing', async () => {
    const host = createHostPage()
    const { container } = render(host.renderFor(null, widget))
    await expect.poll(() => container.textContent).toContain('You are not signed in.')
    expect(host.requests).toEqual([])
  })

  test.each(['not_found', 'not_permitted', 'not_signed_in', 'directory_stale', 'figures_not_shown'] as const)(
    'drops its data when the server refuses the viewer with %s, and shows it again when access is restored',
    async (code) => {
      const host = createHostPage()
      const { container } = render(host.renderFor('e-17', widget))
      await waitForTexts(container, texts)
      host.setFaultOfAllReads(code)
      await host.queryClient.refetchQueries()
      for (const text of texts) await expect.poll(() => container.textContent).not.toContain(text)
      await expect.poll(host.readCache).toBe('[]')
      host.setFaultOfAllReads('pending')
      void host.queryClient.refetchQueries()
      for (const text of texts) expect(container.textContent).not.toContain(text)
      await host.queryClient.cancelQueries()
      host.setFaultOfAllReads(null)
      await host.queryClient.refetchQueries()
      await waitForTexts(container, texts)
    },
  )
})

test('a viewer sees nothing that the previous viewer has typed or checked', async () => {
  const host = createHostPage({ connection: connections.disconnected })
  const widget = <ConnectClaude canManage />
  const { rerender } = render(host.renderFor('e-17', widget))
  const field = page.getByLabelText('Analytics API key')
  await field.fill(analyticsKey)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(page.getByText('1,142 of 1,187')).toBeVisible()
  const input = field.element() as HTMLInputElement
  rerender(host.renderFor('e-18', widget))
  await expect.element(field).toHaveValue('')
  expect(input.value).toBe('')
  expect(page.getByText('1,142 of 1,187').query()).toBeNull()
  await expect.element(page.getByRole('button', { name: 'Connect Claude' })).toBeDisabled()
})

describe('a hook’s placeholder', () => {
  const hooks = {
    useAdoption: () => useAdoption(period).data,
    useEmployees: () => useEmployees({ search: 'a' }).data,
    useEmployeeStats: () => useEmployeeStats({ employeeId: 'e-17', ...period }).data,
    useTeamStats: () => useTeamStats(initialTeamQuery).data,
    useClaudeUsers: () => useClaudeUsers().data,
  }

  test.each(Object.entries(hooks))('%s: is never the data of another viewer', async (_, useData) => {
    const host = createHostPage()
    let viewerId = 'e-17'
    const { result, rerender } = renderHook(() => useData(), {
      wrapper: ({ children }) => host.renderFor(viewerId, children),
    })
    await waitFor(() => expect(result.current).toBeDefined())
    host.setFaultOfAllReads('pending')
    viewerId = 'e-18'
    rerender()
    expect(result.current).toBeUndefined()
  })
})

test('a hook shows no withdrawn data while it reloads a period that the viewer saw before', async () => {
  const host = createHostPage()
  let days: { readonly from: string; readonly to: string } = period
  const { result, rerender } = renderHook(() => useEmployeeStats({ employeeId: 'e-17', ...days, bucket: 'day' }), {
    wrapper: ({ children }) => host.renderFor('e-17', children),
  })
  await waitFor(() => expect(result.current.data).toBeDefined())
  host.setFaultOfAllReads('not_found')
  days = { from: '2026-11-01', to: '2026-11-20' }
  rerender()
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'not_found' }))
  host.setFaultOfAllReads('pending')
  days = period
  rerender()
  expect(result.current).toMatchObject({ status: 'pending', data: undefined })
})

describe('a provider', () => {
  test('keeps prefetched data of its viewer and of the next viewer, but no data of the previous viewer', async () => {
    const stub = createStubServer()
    const queryClient = await prefetchWidgets(stub)
    const prefetchedCount = queryClient.getQueryCache().getAll().length
    const nextClient = { baseUrl: '/api/claude', viewerId: 'e-18', fetch: stub.fetch }
    await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(nextClient, { employeeId: 'e-18', ...period }))
    const countQueries = (viewerId: string) =>
      queryClient.getQueryCache().findAll({ queryKey: claudeKey({ ...nextClient, viewerId }) }).length
    const renderFor = (viewerId: string) => (
      <StrictMode>
        <ClaudeProvider viewerId={viewerId} fetch={stub.fetch} queryClient={queryClient}>
          {null}
        </ClaudeProvider>
      </StrictMode>
    )
    const { rerender } = render(renderFor('e-17'))
    expect([countQueries('e-17'), countQueries('e-18')]).toEqual([prefetchedCount, 1])
    rerender(renderFor('e-18'))
    expect([countQueries('e-17'), countQueries('e-18')]).toEqual([0, 1])
  })

  test('discards cached data that is not shown when the server refuses the viewer', async () => {
    const host = createHostPage()
    const client = { baseUrl: '/api/claude', viewerId: 'e-17', fetch: host.fetch }
    const { container } = render(host.renderFor('e-17', <StatsPanel employeeId="e-17" />))
    await waitForTexts(container, ['Data through 20 Nov. The last 7 days may still change.'])
    const hiddenQuery = getEmployeeStatsQueryOptions(client, {
      employeeId: 'e-17',
      from: '2026-09-01',
      to: '2026-09-30',
      bucket: 'day',
    })
    await host.queryClient.prefetchQuery(hiddenQuery)
    await host.queryClient.prefetchQuery({ queryKey: ['host'], queryFn: () => 'the host’s own' })
    host.setFault('GET /employees/{id}/stats', 'not_found')
    await host.queryClient.refetchQueries({ type: 'active' })
    await expect.poll(() => host.queryClient.getQueryData(hiddenQuery.queryKey) ?? null, { timeout: 15_000 }).toBeNull()
    expect(host.queryClient.getQueryData(['host'])).toBe('the host’s own')
  })

  test('does not refetch other queries when one id is unknown', async () => {
    const host = createHostPage({ faults: { 'GET /employees/e-99/stats': 'not_found' } })
    render(
      host.renderFor(
        'e-17',
        <>
          <StatsPanel employeeId="e-17" />
          <StatsPanel employeeId="e-99" />
        </>,
      ),
    )
    const countRequests = () =>
      ['e-17', 'e-99'].map((id) => host.requests.filter(({ path }) => path.includes(`/employees/${id}/stats`)).length)
    await expect.poll(countRequests).toEqual([1, 1])
    await expect.poll(() => host.queryClient.isFetching()).toBe(0)
    await host.queryClient.refetchQueries({ queryKey: ['claude', '/api/claude', 'e-17', 'employee-stats'] })
    expect(countRequests()).toEqual([2, 2])
  })

  test.each(['not_permitted', 'not_signed_in'] as const)(
    'refetches the shown data when an action is refused with %s',
    async (code) => {
      const host = createHostPage({ faults: { 'POST /sync': code, 'PUT /claude-users/{id}/link': code } })
      const { result } = renderHook(
        () => ({ list: useClaudeUsers(), connection: useConnectionActions(), users: useClaudeUserActions() }),
        { wrapper: ({ children }) => host.renderFor('e-17', children) },
      )
      for (const act of [
        () => result.current.connection.sync(),
        () => result.current.users.decide('user_maya', { decision: 'ignore' }),
      ]) {
        host.setFaultOfAllReads(null)
        await host.queryClient.refetchQueries()
        await waitFor(() => expect(result.current.list.data).toBeDefined())
        host.setFaultOfAllReads(code)
        await expect(act()).rejects.toMatchObject({ code })
        await waitFor(() => expect(result.current.list.data).toBeUndefined())
      }
    },
  )
})
