import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createStubServer } from '../../test/create-stub-server.ts'
import { getConnectionQueryOptions } from './get-connection-query-options.ts'
import { getEmployeeStatsQueryOptions } from './get-employee-stats-query-options.ts'

test('a failed prefetch on a server is not retried, since the page waits for it', async () => {
  const stub = createStubServer({
    faults: { 'GET /connection': 'internal_error', 'GET /employees/{id}/stats': 'unreachable' },
  })
  const client = { baseUrl: '/api/claude', viewerId: 'e-17', fetch: stub.fetch }
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 5 } } })
  const query = { employeeId: 'e-17', from: '2026-11-01', to: '2026-11-20', bucket: 'day' } as const
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, query))
  expect(stub.requests).toHaveLength(2)
})
