import { QueryClient } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { isClaudeProblem } from './data/fetch/claude-problem.ts'
import { ClaudeProvider, useClaude } from './provider.tsx'
import { createStubServer } from './test/create-stub-server.ts'
import { StatsPanel } from './widgets/stats-panel/stats-panel.tsx'

afterEach(cleanup)

test('a widget outside a provider throws provider_missing, with what to do and where to read more', () => {
  const error = (() => {
    try {
      return renderToString(<StatsPanel employeeId="e-17" />)
    } catch (thrown) {
      return thrown
    }
  })()
  expect(isClaudeProblem(error)).toBe(true)
  expect(error).toMatchObject({
    code: 'provider_missing',
    message: 'No ClaudeProvider is around this widget. Add one (@windmill/claude-core: docs/errors).',
  })
})

const ReportQueryClient = ({
  onQueryClient,
}: {
  readonly onQueryClient: (queryClient: QueryClient) => void
}): ReactNode => {
  onQueryClient(useClaude().queryClient)
  return null
}

test('a provider uses the query client from its props, or otherwise always the same query client of its own', () => {
  const seenClients: QueryClient[] = []
  const givenClient = new QueryClient()
  const renderPage = (props: { readonly queryClient?: QueryClient }) => (
    <ClaudeProvider viewerId="e-17" fetch={createStubServer({}).fetch} {...props}>
      <ReportQueryClient onQueryClient={(queryClient) => seenClients.push(queryClient)} />
    </ClaudeProvider>
  )
  const { rerender } = render(renderPage({ queryClient: givenClient }))
  expect(seenClients.at(-1)).toBe(givenClient)
  rerender(renderPage({}))
  const ownClient = seenClients.at(-1)
  expect(ownClient).not.toBe(givenClient)
  rerender(renderPage({ queryClient: givenClient }))
  expect(seenClients.at(-1)).toBe(givenClient)
  rerender(renderPage({}))
  expect(seenClients.at(-1)).toBe(ownClient)
})
