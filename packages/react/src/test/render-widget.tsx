import { QueryClient } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import '../styles/index.css'
import { createStub, type Stub, type StubOptions } from './stub-server.ts'

interface Rendered {
  readonly stub: Stub
  readonly queryClient: QueryClient
  readonly unmount: () => void
}

afterEach(cleanup)

/** Renders a widget with a stub server. The client does not retry failed requests. */
export const renderWidget = (
  widget: ReactNode,
  options: StubOptions = {},
  props: Omit<ClaudeProviderProps, 'children'> = {},
): Rendered => {
  const stub = createStub(options)
  const queryClient = new QueryClient()
  const { unmount } = render(
    <ClaudeProvider fetch={stub.fetch} queryClient={queryClient} {...props}>
      {widget}
    </ClaudeProvider>,
  )
  return { stub, queryClient, unmount }
}
