import { QueryClient } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { page } from 'vitest/browser'
import { ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import '../styles/index.css'
import { createStubServer, type StubServer, type StubServerOptions } from './create-stub-server.ts'

interface RenderedWidget {
  readonly stub: StubServer
  readonly queryClient: QueryClient
  readonly unmount: () => void
}

afterEach(async () => {
  cleanup()
  // The viewport outlives a test: after a test at a phone's width, the next one would not find what only a laptop
  // shows.
  await page.viewport(1024, 896)
})

/** Renders a widget in a provider with its own stub server and query client. */
export const renderWidget = (
  widget: ReactNode,
  options: StubServerOptions = {},
  props: Partial<ClaudeProviderProps> = {},
): RenderedWidget => {
  const stub = createStubServer(options)
  const queryClient = new QueryClient()
  const { unmount } = render(
    <ClaudeProvider viewerId="e-17" fetch={stub.fetch} queryClient={queryClient} {...props}>
      {widget}
    </ClaudeProvider>,
  )
  return { stub, queryClient, unmount }
}
