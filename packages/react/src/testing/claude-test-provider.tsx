'use client'

import { QueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import { createFakeServer, type FakeServer } from './create-fake-server.ts'

/** The props of `ClaudeTestProvider`: those of `ClaudeProvider`, and the server that answers. */
export interface ClaudeTestProviderProps extends Omit<ClaudeProviderProps, 'viewerId' | 'fetch'> {
  /**
   * Answers all requests. Keep it the same between renders.
   * @default A server of a connected account.
   */
  readonly server?: FakeServer
  /** @default 'e-17' */
  readonly viewerId?: string | null
}

/**
 * A `ClaudeProvider` for a host's own tests: it needs no network, keeps no data between tests, and shows a failed request
 * at once.
 * @example
 * ```tsx
 * import { render, screen } from '@testing-library/react'
 * import { ClaudeTestProvider } from '@windmill/claude-react/testing'
 *
 * render(page, { wrapper: ClaudeTestProvider })
 * await screen.findByText('Active on 22 of 30 days')
 * ```
 */
export const ClaudeTestProvider = ({ server, viewerId = 'e-17', ...props }: ClaudeTestProviderProps): ReactNode => {
  const [ownServer] = useState(() => server ?? createFakeServer())
  const [queryClient] = useState(() => new QueryClient())
  return <ClaudeProvider queryClient={queryClient} {...props} viewerId={viewerId} fetch={(server ?? ownServer).fetch} />
}
