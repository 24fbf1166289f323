import { QueryClient } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import fc from 'fast-check'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ClaudeProvider, employeeStatsKey, StatsPanel } from '../../index.ts'
import '../../styles/index.css'
import { waitUntilLoaded } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { createDamagedCopies } from '../damage.ts'
import { loadLazyParts } from '../load-lazy-parts.ts'
import { widgets } from '../prefetch-widgets.tsx'

beforeAll(loadLazyParts)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const stub = createStubServer()

/** A `fetch` that changes the JSON of every answer with a path that matches. */
const createSkewedFetch =
  (pattern: RegExp, change: (answer: never) => unknown): typeof fetch =>
  async (input, init) => {
    const response = await stub.fetch(input, init)
    return pattern.test(String(input)) ? Response.json(change((await response.json()) as never)) : response
  }

const renderSkewed = (
  fetch: typeof globalThis.fetch,
  widget: ReactNode = <StatsPanel employeeId="e-17" employeeName="Maya Chen" />,
) =>
  render(
    <ClaudeProvider viewerId="e-17" fetch={fetch}>
      <p>The host’s own</p>
      {widget}
    </ClaudeProvider>,
  )

/** Texts of missing or unreadable values. A widget must never show them. */
const nonsense = /undefined|NaN|Infinity|\[object|Invalid Date|\bnull\b/

test.each(widgets)('$name never takes down the page, whatever the answers lack', async ({ widget }) => {
  vi.spyOn(console, 'error').mockReturnValue()
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.nat()), async (seed) => {
      const fetch = createSkewedFetch(/./, (answer) => fc.sample(createDamagedCopies(answer), { seed, numRuns: 1 })[0])
      const { container, unmount } = renderSkewed(fetch, widget)
      await waitUntilLoaded(container)
      expect(container.textContent).toContain('The host’s own')
      expect(container.querySelector('.claude-root')).not.toBeNull()
      expect(container.textContent).not.toMatch(nonsense)
      unmount()
    }),
    { numRuns: 10 },
  )
})

test('an answer of another shape shows answer_unreadable in the card', async () => {
  renderSkewed(createSkewedFetch(/stats/, () => ({ stats: [] })))
  await expect.element(page.getByText('answer_unreadable')).toBeVisible()
  await expect.element(page.getByText('The host’s own')).toBeVisible()
})

test('a missing stat is a dash, and an unknown stat is ignored', async () => {
  const { container } = renderSkewed(
    createSkewedFetch(/stats/, ({ stats, ...answer }: { stats: Record<string, unknown> }) => {
      const { 'code.sessions': sessions, ...known } = stats
      return { ...answer, stats: { ...known, 'code.dreams': sessions } }
    }),
  )
  await waitUntilLoaded(container)
  expect(container.textContent).toContain('–')
  expect(container.textContent).not.toMatch(/dreams|answer_unreadable/)
})

test('a widget that fails to render shows a card, and works again after a retry', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  const client = { baseUrl: '/api/claude', viewerId: 'e-17' }
  const days = { from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  const queryClient = new QueryClient()
  // The cache already has an answer, as if a host's server with another version had prefetched it. Only answers
  // to requests are checked, so nothing checks this one.
  queryClient.setQueryData<unknown>(employeeStatsKey(client, { employeeId: 'e-17', ...days }), { stats: [] })
  render(
    <ClaudeProvider viewerId="e-17" fetch={stub.fetch} queryClient={queryClient}>
      <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
    </ClaudeProvider>,
  )
  const heading = page.getByRole('heading', { name: 'The server gave an answer that could not be read.' })
  await expect.element(heading).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText('Active on 22 of 30 days')).toBeVisible()
})
