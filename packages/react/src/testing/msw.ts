/**
 * Handlers for Mock Service Worker, for a host's own tests and stories.
 * @module
 */
import { http, type RequestHandler } from 'msw'
import type { FakeServer } from './create-fake-server.ts'

/**
 * Creates the handlers that answer the widgets' requests, at any origin.
 * @example
 * ```ts
 * import { createFakeServer } from '@windmill/claude-react/testing'
 * import { createClaudeHandlers } from '@windmill/claude-react/testing/msw'
 * import { setupServer } from 'msw/node'
 *
 * const server = setupServer(...createClaudeHandlers(createFakeServer()))
 * ```
 */
export const createClaudeHandlers = ({ handler }: FakeServer): readonly RequestHandler[] => [
  http.all('*/api/claude/*', ({ request }) => handler(request)),
]
