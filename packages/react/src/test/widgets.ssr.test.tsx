import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToPipeableStream, renderToReadableStream, renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { afterEach, expect, test, vi } from 'vitest'
import { AcceptInvitation, ClaudeProvider, ConnectClaude } from '../index.ts'
import { createStubServer } from './create-stub-server.ts'
import { connections } from './fixtures.ts'
import { prefetchWidgets, widgets } from './prefetch-widgets.tsx'

const stub = createStubServer()
const errors = vi.spyOn(console, 'error')
afterEach(() => expect(errors).not.toHaveBeenCalled())

const createPage = (widget: ReactNode, queryClient: QueryClient) => (
  <ClaudeProvider viewerId="e-17" queryClient={queryClient} fetch={stub.fetch}>
    {widget}
  </ClaudeProvider>
)

const renderStatically = async (page: ReactNode) => text((await prerender(page)).prelude)

/** The renderers that wait for suspended content. */
const renderers: readonly [name: string, render: (page: ReactNode) => Promise<string>][] = [
  ['prerender', renderStatically],
  ['renderToReadableStream', async (page) => text(await renderToReadableStream(page))],
  ['renderToPipeableStream', async (page) => text(renderToPipeableStream(page).pipe(new PassThrough()))],
]

test('runs without a window, as on a server', () => {
  expect(typeof window).toBe('undefined')
})

test.each(renderers)('%s renders every widget with its prefetched data', async (_, render) => {
  const queryClient = await prefetchWidgets(stub)
  for (const { widget, loading, texts } of widgets) {
    const html = await render(createPage(widget, queryClient))
    for (const expected of texts) expect(html).toContain(expected)
    // A <template> marks a fallback that React streamed before the content. Then the loading text is in the HTML as
    // well.
    if (!html.includes('<template')) expect(html).not.toContain(loading)
  }
})

test('renderToString renders every widget with its prefetched data after the lazy chunks are loaded', async () => {
  const queryClient = await prefetchWidgets(stub)
  for (const { widget, loading, texts } of widgets) {
    const page = createPage(widget, queryClient)
    await expect.poll(() => renderToString(page)).toContain(texts[0])
    const html = renderToString(page)
    for (const expected of texts) expect(html).toContain(expected)
    expect(html).not.toContain(loading)
    expect(html).not.toContain('claude-Skeleton')
  }
})

test('renders the loading state of every widget without data', async () => {
  for (const { widget, loading } of widgets) {
    const page = createPage(widget, new QueryClient())
    expect(renderToString(page)).toContain(loading)
    expect(await renderStatically(page)).toContain(loading)
  }
})

test.each([
  ['disconnected', true, 'Create an Analytics API key in Claude'],
  ['backfilling', true, '120 of 324 days'],
  ['connected', false, 'What is never read'],
] as const)(
  'renders ConnectClaude with a connection that is %s (can manage: %s)',
  async (state, canManage, expected) => {
    const queryClient = await prefetchWidgets(createStubServer({ connection: connections[state] }))
    const html = await renderStatically(createPage(<ConnectClaude canManage={canManage} />, queryClient))
    expect(html).toContain(expected)
    expect(html).not.toContain('claude-Skeleton')
  },
)

test('renders the loading state of AcceptInvitation without a viewer, and sends no request', async () => {
  const requests = stub.requests.length
  const page = (
    <ClaudeProvider viewerId={null} queryClient={new QueryClient()} fetch={stub.fetch}>
      <AcceptInvitation />
    </ClaudeProvider>
  )
  const html = await renderStatically(page)
  expect(html).toContain('Connect Claude')
  expect(html).toContain('Checking the link')
  expect(stub.requests.length).toBe(requests)
})
