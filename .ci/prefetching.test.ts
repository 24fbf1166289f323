import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as reactQuery from '@tanstack/react-query'
import { createElement, type FunctionComponent } from 'react'
import * as jsxRuntime from 'react/jsx-runtime'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as claudeReact from '../packages/react/src/index.ts'
import { createClaudeIntegration, keyring, memoryStorage } from '../packages/server/src/index.ts'
import { readSnippets } from './read-snippets.ts'
import { runSnippet } from './run-snippet.ts'
import { root } from './workspace.ts'

const findSnippet = (text: string) => {
  const snippet = readSnippets(join(root, 'packages/react/docs/server-rendering.md'), 'prefetching').find(({ code }) =>
    code.includes(text),
  )
  if (!snippet) throw new Error(`The guide has no code with ${text}.`)
  return snippet
}

const vaultKey = createHash('sha256').update('test').digest('base64')

test('the guide’s code prefetches in process with the viewer’s session, and its page renders without a request', async () => {
  const claude = createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'test', keys: { test: vaultKey } }),
    directory: { listEmployees: () => [{ id: 'ada', name: 'Ada', emails: [] }] },
    getViewer: ({ headers }) =>
      headers.get('cookie') === 'session=ada' ? { accountId: 'acme', employeeId: 'ada', role: 'employee' } : null,
  })
  const modules = {
    '@tanstack/react-query': reactQuery,
    '@windmill/claude-react': claudeReact,
    '@/claude': { claude },
    'react/jsx-runtime': jsxRuntime,
  }
  const { prefetchProfile } = runSnippet(findSnippet('dehydrate('), modules)
  const prefetch = prefetchProfile as (cookie: string, ...ids: string[]) => Promise<reactQuery.DehydratedState>
  const state = await prefetch('session=ada', 'ada', 'ada')
  expect(state.queries.map(({ queryKey }) => queryKey[3])).toEqual(['connection', 'employee-stats'])

  const { Profile } = runSnippet(findSnippet('<HydrationBoundary'), modules, {
    queryClient: new reactQuery.QueryClient(),
    state,
    viewer: { id: 'ada' },
    employee: { id: 'ada', name: 'Ada' },
  })
  const render = () => renderToString(createElement(Profile as FunctionComponent))
  await expect.poll(render).toContain('is not connected')

  const withoutSession = await prefetch('', 'ada', 'ada')
  expect(withoutSession.queries).toEqual([])
  await claude.stop()
})
