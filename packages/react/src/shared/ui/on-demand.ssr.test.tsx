import { text } from 'node:stream/consumers'
import { renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { expect, test } from 'vitest'
import { ClaudeProvider } from '../../provider.tsx'
import { createTestLoadable } from '../../test/create-test-loadable.ts'
import type { Loadable } from './loadable.ts'
import { OnDemand } from './on-demand.tsx'

const page = (part: Loadable<{ readonly text: string }>, wanted = true) => (
  <ClaudeProvider>
    <OnDemand part={part} enabled={wanted} size="notes">
      {(module) => module.text}
    </OnDemand>
  </ClaudeProvider>
)

test('a server loads a part at once, and a renderer that can wait waits for it', async () => {
  const { part, loads } = createTestLoadable()
  expect(loads).toHaveLength(1)
  const prerendered = prerender(page(part))
  expect(renderToString(page(part))).toContain('claude-Bone')
  loads[0]?.arrive()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('It is here.')
  expect(html).not.toContain('claude-Bone')
  expect(renderToString(page(part))).toBe(html)
  expect(loads).toHaveLength(1)
})

test('nobody waits for a part that is not wanted', async () => {
  const { part } = createTestLoadable()
  const html = await text((await prerender(page(part, false))).prelude)
  expect(html).toBe(renderToString(page(part, false)))
})

test('of a part that cannot be loaded a server keeps the place, and is told why', async () => {
  const { part, loads } = createTestLoadable()
  const errors: unknown[] = []
  const prerendered = prerender(page(part), { onError: (error) => void errors.push(error) })
  loads[0]?.fail()
  const html = await text((await prerendered).prelude)
  expect(html).toContain('claude-Bone')
  expect(errors).toEqual([new Error('offline')])
})
