import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { render } from 'vitest-browser-react'
import { ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import '../styles/index.css'
import { createStub, type Stub, type StubOptions } from './stub-server.ts'

interface Rendered {
  readonly stub: Stub
  readonly queryClient: QueryClient
  readonly unmount: () => Promise<void>
}

/** A widget in a page, over a server in memory. Failures are not tried again by themselves. */
export const renderWidget = async (
  widget: ReactNode,
  options: StubOptions = {},
  props: Omit<ClaudeProviderProps, 'children'> = {},
): Promise<Rendered> => {
  const stub = createStub(options)
  const queryClient = new QueryClient()
  const { unmount } = await render(
    <ClaudeProvider fetch={stub.fetch} queryClient={queryClient} {...props}>
      {widget}
    </ClaudeProvider>,
  )
  return { stub, queryClient, unmount }
}
