import { text } from 'node:stream/consumers'
import { renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { expect, test } from 'vitest'
import { ClaudeProvider } from '../../provider.tsx'
import { createTestLoadable } from '../../test/create-test-loadable.ts'
import type { Loadable } from './loadable.ts'
import { OnDemand } from './on-demand.tsx'

const renderPage = (part: Loadable<{ readonly text: string }>, enabled = true) => (
  <ClaudeProvider>
    <OnDemand part={part} enabled={enabled} size="notes">
      {(module) => module.text}
    </OnDemand>
  </ClaudeProvider>
)

test('loads a part at once on a server, and suspends a renderer that can wait', async () => {
  const { part, loads } = createTestLoadable()
  expect(loads).toHaveLength(1)
  const prerendered = prerender(renderPage(part))
  expect(renderToString(renderPage(part))).toContain('claude-Skeleton')
  loads[0]?.resolve()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('It is here.')
  expect(html).not.toContain('claude-Skeleton')
  expect(renderToString(renderPage(part))).toBe(html)
  expect(loads).toHaveLength(1)
})

test('does not wait for a disabled part', async () => {
  const { part } = createTestLoadable()
  const html = await text((await prerender(renderPage(part, false))).prelude)
  expect(html).toBe(renderToString(renderPage(part, false)))
})

test('renders a skeleton and reports the error if a part cannot be loaded', async () => {
  const { part, loads } = createTestLoadable()
  const errors: unknown[] = []
  const prerendered = prerender(renderPage(part), { onError: (error) => void errors.push(error) })
  loads[0]?.reject()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('claude-Skeleton')
  expect(errors).toEqual([new Error('offline')])
})
