import { QueryClient } from '@tanstack/react-query'
import { lastDays } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { ClaudeClient } from '../src/fetch/client.ts'
import { ClaudeProvider } from '../src/provider.tsx'
import { getConnectionQueryOptions } from '../src/query/get-connection.ts'
import '../src/styles/index.css'
import { connections, latestDay } from '../src/test/fixtures.ts'

export const locale = 'en-GB'
export const period = lastDays(30, latestDay)

export const client: ClaudeClient = {
  baseUrl: '/api/claude',
  fetch: async () => {
    throw new Error('Everything is in the cache: nothing is to be asked for.')
  },
}

/** A widget whose answers are all there before it is drawn. */
export const offline = (widget: ReactNode, fill: (cache: QueryClient) => void): ReactNode => {
  const cache = new QueryClient()
  cache.setQueryData(getConnectionQueryOptions(client).queryKey, connections.connected)
  fill(cache)
  return (
    <ClaudeProvider {...client} queryClient={cache} locale={locale}>
      {widget}
    </ClaudeProvider>
  )
}
