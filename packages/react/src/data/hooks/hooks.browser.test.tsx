import { type DefaultOptions, QueryClient } from '@tanstack/react-query'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest'
import { ClaudeProvider } from '../../provider.tsx'
import { createStubServer, type StubServerOptions } from '../../test/create-stub-server.ts'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { useConnection } from './use-connection.ts'
import { useConnectionActions } from './use-connection-actions.ts'
import { useEmployeeStats } from './use-employee-stats.ts'
import { useEmployees } from './use-employees.ts'
import { useLog } from './use-log.ts'

afterEach(cleanup)

const createHostPage = (options: StubServerOptions = {}, defaultOptions: DefaultOptions = {}) => {
  const stub = createStubServer(options)
  const queryClient = new QueryClient({ defaultOptions })
  const wrapper = ({ children }: { readonly children: ReactNode }): ReactNode => (
    <ClaudeProvider viewerId="e-17" fetch={stub.fetch} queryClient={queryClient}>
      {children}
    </ClaudeProvider>
  )
  return { ...stub, wrapper }
}

const parameters = { employeeId: 'e-17', from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const

describe('query options from the host', () => {
  test('can disable a hook, so that it sends no request', () => {
    const { requests, wrapper } = createHostPage()
    const { result } = renderHook(() => useEmployeeStats({ ...parameters, query: { enabled: false } }), { wrapper })
    expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
    expect(requests).toEqual([])
  })

  test('override the hook’s own options', async () => {
    const { requests, wrapper } = createHostPage()
    renderHook(() => useEmployees({ search: '', query: { enabled: true } }), { wrapper })
    await waitFor(() => expect(requests).toHaveLength(1))
  })

  test.each<DefaultOptions['queries'] & object>([
    { enabled: false },
    { refetchInterval: 10 },
    { select: () => null },
    { initialData: { stats: {} } },
    { placeholderData: { stats: {} } },
    { notifyOnChangeProps: [] },
    { structuralSharing: () => ({}) },
    { persister: () => ({}) },
    { throwOnError: true },
  ])('are not taken from the defaults of the host’s query client: %o', async (queries) => {
    const { requests, wrapper } = createHostPage({}, { queries })
    const { result } = renderHook(() => useEmployeeStats(parameters), { wrapper })
    expect(result.current).toMatchObject({ status: 'pending', data: undefined })
    await waitFor(() => expect(result.current).toMatchObject({ status: 'success', fetchStatus: 'idle' }))
    expect(result.current.data?.employeeId).toBe('e-17')
    expect(requests).toHaveLength(1)
  })

  test('do not make a hook throw, even if the host’s defaults have throwOnError', async () => {
    const faults = { 'GET /employees/{id}/stats': 'not_permitted', 'GET /connection': 'not_permitted' } as const
    const { wrapper } = createHostPage({ faults }, { queries: { throwOnError: true } })
    const { result } = renderHook(() => [useEmployeeStats(parameters), useConnection(), useLog()] as const, { wrapper })
    await waitFor(() => expect(result.current[0].error?.code).toBe('not_permitted'))
    await waitFor(() => expect(result.current[1].error?.code).toBe('not_permitted'))
  })

  test('keep the hook’s own value if they are undefined', () => {
    const { requests, wrapper } = createHostPage()
    renderHook(() => useEmployees({ search: '', query: { enabled: undefined } as object }), { wrapper })
    expect(requests).toEqual([])
  })
})

describe('a hook', () => {
  test.each([
    ['a date that does not exist', { from: '2026-02-30' }],
    ['a date with a time', { to: '2026-11-20T00:00:00Z' }],
    ['a period that ends before it begins', { from: '2026-11-21' }],
  ])('rejects %s without a request', async (_, dates) => {
    const { requests, wrapper } = createHostPage()
    const { result } = renderHook(() => useEmployeeStats({ ...parameters, ...dates }), { wrapper })
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'date_invalid' }))
    expect(result.current.failureCount).toBe(1)
    expect(requests).toEqual([])
  })
})

test('a hook’s error has the type ClaudeProblem', () => {
  const { wrapper } = createHostPage()
  const { result } = renderHook(() => useConnection(), { wrapper })
  expectTypeOf(result.current.error).toEqualTypeOf<ClaudeProblem | null>()
  expect(result.current.error).toBeNull()
})

test('an erase clears shown figures at once, and requests them again', async () => {
  const { requests, wrapper } = createHostPage()
  const { result } = renderHook(() => ({ stats: useEmployeeStats(parameters), actions: useConnectionActions() }), {
    wrapper,
  })
  await waitFor(() => expect(result.current.stats.data?.employeeId).toBe('e-17'))
  await result.current.actions.disconnect('erase')
  await waitFor(() => expect(requests.filter(({ path }) => path.includes('/stats'))).toHaveLength(2))
})
