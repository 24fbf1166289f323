import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { isClaudeProblem } from './data/fetch/claude-problem.ts'
import { ClaudeProvider, useClaude } from './provider.tsx'
import { createStub } from './test/stub-server.ts'
import { StatsPanel } from './widgets/stats-panel/stats-panel.tsx'

test('a widget without a provider says so by a code, what to do, and where there is more', () => {
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

const Tell = ({ onQueryClient }: { readonly onQueryClient: (queryClient: QueryClient) => void }): ReactNode => {
  onQueryClient(useClaude().queryClient)
  return null
}

test('a provider takes the query client that it is given, when it is given one, and else its own', async () => {
  const seen: QueryClient[] = []
  const given = new QueryClient()
  const page = (props: { readonly queryClient?: QueryClient }) => (
    <ClaudeProvider fetch={createStub({}).fetch} {...props}>
      <Tell onQueryClient={(queryClient) => seen.push(queryClient)} />
    </ClaudeProvider>
  )
  const { rerender } = await render(page({ queryClient: given }))
  expect(seen.at(-1)).toBe(given)
  await rerender(page({}))
  const own = seen.at(-1)
  expect(own).not.toBe(given)
  await rerender(page({ queryClient: given }))
  expect(seen.at(-1)).toBe(given)
  await rerender(page({}))
  expect(seen.at(-1)).toBe(own)
})
