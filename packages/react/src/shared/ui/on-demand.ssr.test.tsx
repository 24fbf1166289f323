import { text } from 'node:stream/consumers'
import { renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { expect, test } from 'vitest'
import { ClaudeProvider } from '../../provider.tsx'
import { createTestLoadable } from '../../test/create-test-loadable.ts'
import type { Loadable } from './loadable.ts'
import { OnDemand } from './on-demand.tsx'

const renderPage = (part: Loadable<{ readonly text: string }>, isEnabled = true) => (
  <ClaudeProvider viewerId="e-17">
    <OnDemand part={part} isEnabled={isEnabled} size="notes">
      {(module) => module.text}
    </OnDemand>
  </ClaudeProvider>
)

test('on a server, starts to load a part at once, and suspends until the part is loaded if the renderer can wait', async () => {
  const { part, requests } = createTestLoadable()
  expect(requests).toHaveLength(1)
  const prerendered = prerender(renderPage(part))
  expect(renderToString(renderPage(part))).toContain('claude-Skeleton')
  requests[0]?.resolve()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('It is here.')
  expect(html).not.toContain('claude-Skeleton')
  expect(renderToString(renderPage(part))).toBe(html)
  expect(requests).toHaveLength(1)
})

test('on a server, does not wait for a disabled part', async () => {
  const { part } = createTestLoadable()
  const html = await text((await prerender(renderPage(part, false))).prelude)
  expect(html).toBe(renderToString(renderPage(part, false)))
})

test('on a server, renders a skeleton and reports the error if a part cannot be loaded', async () => {
  const { part, requests } = createTestLoadable()
  const errors: unknown[] = []
  const prerendered = prerender(renderPage(part), { onError: (error) => void errors.push(error) })
  requests[0]?.reject()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('claude-Skeleton')
  expect(errors).toEqual([new Error('offline')])
})
