import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

// React 17 has neither.
vi.mock('react', async (importReact) => ({
  ...(await importReact<typeof import('react')>()),
  useId: undefined,
  useSyncExternalStore: undefined,
}))

test('with React 17, a widget is a box with a code, and the page stays', async () => {
  const { ClaudeProvider, StatsPanel } = await import('../../index.ts')
  const markup = renderToString(
    <main>
      <h1>The host’s own</h1>
      <ClaudeProvider viewerId="e-17">
        <StatsPanel employeeId="e-17" />
      </ClaudeProvider>
    </main>,
  )
  expect(markup).toContain('The host’s own')
  expect(markup).toContain('[react_outdated]')
})
