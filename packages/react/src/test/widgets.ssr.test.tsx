import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToPipeableStream, renderToReadableStream, renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { afterEach, expect, test, vi } from 'vitest'
import { ClaudeProvider, ConnectClaude } from '../index.ts'
import { connections } from './fixtures.ts'
import { prefetchWidgets, widgets } from './prefetch-widgets.tsx'
import { createStub } from './stub-server.ts'

const stub = createStub()
const errors = vi.spyOn(console, 'error')
afterEach(() => expect(errors).not.toHaveBeenCalled())

const pageOf = (widget: ReactNode, queryClient: QueryClient) => (
  <ClaudeProvider queryClient={queryClient} fetch={stub.fetch}>
    {widget}
  </ClaudeProvider>
)

const prerendered = async (page: ReactNode) => text((await prerender(page)).prelude)

/** Those that can wait. */
const renderers: readonly [name: string, render: (page: ReactNode) => Promise<string>][] = [
  ['prerender', prerendered],
  ['renderToReadableStream', async (page) => text(await renderToReadableStream(page))],
  ['renderToPipeableStream', async (page) => text(renderToPipeableStream(page).pipe(new PassThrough()))],
]

test('there is no window in this test', () => {
  expect(typeof window).toBe('undefined')
})

test.each(renderers)('%s draws what every widget says of the data that was prefetched', async (_, render) => {
  const queryClient = await prefetchWidgets(stub)
  for (const { widget, loading, words } of widgets) {
    const html = await render(pageOf(widget, queryClient))
    for (const word of words) expect(html).toContain(word)
    // React sends something long later than the place for it.
    if (!html.includes('<template')) expect(html).not.toContain(loading)
  }
})

test('renderToString draws the same, once the code is there that a server loads with the import', async () => {
  const queryClient = await prefetchWidgets(stub)
  for (const { widget, loading, words } of widgets) {
    const page = pageOf(widget, queryClient)
    await expect.poll(() => renderToString(page)).toContain(words[0])
    const html = renderToString(page)
    for (const word of words) expect(html).toContain(word)
    expect(html).not.toContain(loading)
    expect(html).not.toContain('claude-Bone')
  }
})

test('without data a server draws the loading states', async () => {
  for (const { widget, loading } of widgets) {
    const page = pageOf(widget, new QueryClient())
    expect(renderToString(page)).toContain(loading)
    expect(await prerendered(page)).toContain(loading)
  }
})

test.each([
  ['disconnected', true, 'Create an Analytics API key in Claude'],
  ['backfilling', true, '120 of 324 days'],
  ['connected', false, 'What never is'],
] as const)(
  'of a connection that is %s a server draws what stands there (admin: %s)',
  async (state, canManage, words) => {
    const queryClient = await prefetchWidgets(createStub({ connection: connections[state] }))
    const html = await prerendered(pageOf(<ConnectClaude canManage={canManage} />, queryClient))
    expect(html).toContain(words)
    expect(html).not.toContain('claude-Bone')
  },
)
