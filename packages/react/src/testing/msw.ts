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
 * setupServer(...createClaudeHandlers(createFakeServer()))
 * ```
 */
export const createClaudeHandlers = ({ handler }: FakeServer): readonly RequestHandler[] => [
  http.all('*/api/claude/*', ({ request }) => handler(request)),
]
