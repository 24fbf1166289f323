import { QueryClient } from '@tanstack/react-query'
import { lastDays } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { ClaudeClient } from '../src/data/fetch/client.ts'
import { getConnectionQueryOptions } from '../src/data/query/get-connection-query-options.ts'
import { ClaudeProvider } from '../src/provider.tsx'
import '../src/styles/index.css'
import { connections, latestDay } from '../src/test/fixtures.ts'

export const locale = 'en-GB'
export const period = lastDays(30, latestDay)

export const client: ClaudeClient = {
  baseUrl: '/api/claude',
  viewerId: 'e-17',
  fetch: async () => {
    throw new Error('Every response is in the cache, so no request is expected.')
  },
}

/**
 * Creates a widget with a provider and a cache that holds all responses, so that rendering it waits for no request.
 *
 * @param fillCache Adds the widget's own responses. The connection is in the cache already.
 */
export const createCachedWidget = (widget: ReactNode, fillCache: (cache: QueryClient) => void): ReactNode => {
  const cache = new QueryClient()
  cache.setQueryData(getConnectionQueryOptions(client).queryKey, connections.connected)
  fillCache(cache)
  return (
    <ClaudeProvider {...client} queryClient={cache} locale={locale}>
      {widget}
    </ClaudeProvider>
  )
}
