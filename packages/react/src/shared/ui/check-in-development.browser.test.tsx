import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ClaudeContext } from '../../provider.tsx'
import '../../styles/index.css'
import { ClaudeProblem, createClientProblem } from '../../data/fetch/claude-problem.ts'
import { claudeKey } from '../../data/query/query-keys.ts'
import { warnOnce } from '../../warn-once.ts'
import { checkInDevelopment as check } from './check-in-development.ts'

// It would print each warning only in the first test that causes it.
vi.mock(import('../../warn-once.ts'), () => ({ warnOnce: vi.fn() }))

const createContext = (viewerId: string | null = 'e-17'): ClaudeContext => ({
  client: { baseUrl: '/api/claude', viewerId },
  queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  locale: 'en-US',
  texts: {},
  appearance: 'auto',
  connectHref: undefined,
  differencesHref: undefined,
})

const addRoot = (className = 'claude-root') => {
  const root = document.body.appendChild(document.createElement('section'))
  root.className = className
  return root
}

const listWarnings = () => [...new Set(vi.mocked(warnOnce).mock.calls.map(([code]) => code))]

const stops: (() => void)[] = []
const startCheck = (root: Element, context: ClaudeContext): (() => void) => {
  const stop = check(root, context)
  stops.push(stop)
  return stop
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  document.body.replaceChildren()
  vi.mocked(warnOnce).mockClear()
})

test('a widget that is embedded well prints nothing', () => {
  const context = createContext()
  startCheck(addRoot(), context)
  startCheck(addRoot(), context)
  expect(listWarnings()).toEqual([])
})

test('a widget without a stylesheet prints stylesheet_missing', () => {
  const context = createContext()
  startCheck(addRoot('unstyled'), context)
  startCheck(addRoot('unstyled'), context)
  expect(listWarnings()).toEqual(['stylesheet_missing'])
})

test('a provider without a viewer prints not_signed_in', () => {
  startCheck(addRoot(), createContext(null))
  expect(listWarnings()).toEqual(['not_signed_in'])
})

describe('two providers', () => {
  test('print provider_twice if each has its own query client', () => {
    startCheck(addRoot(), createContext())
    startCheck(addRoot(), createContext())
    expect(listWarnings()).toEqual(['provider_twice'])
  })

  test('print nothing for different viewers, or one after the other', () => {
    startCheck(addRoot(), createContext('e-9'))
    startCheck(addRoot(), createContext())()
    startCheck(addRoot(), createContext())
    expect(listWarnings()).toEqual([])
  })
})

test.each(['answer_unreadable', 'stopped'] as const)('an answer with %s is printed with its code', async (code) => {
  const context = createContext()
  const fail = (name: string) =>
    context.queryClient.prefetchQuery({
      queryKey: [...claudeKey(context.client), name],
      queryFn: () => Promise.reject(new ClaudeProblem({ code, title: '', detail: '', status: 503 })),
    })
  const isBefore = code === 'stopped'
  if (isBefore) await fail('before')
  startCheck(addRoot(), context)
  if (!isBefore) await fail('after')
  await fail('again')
  expect(listWarnings()).toEqual([code])
})

test('an error that is not the developer’s prints nothing', async () => {
  const context = createContext()
  startCheck(addRoot(), context)
  await context.queryClient.prefetchQuery({
    queryKey: [...claudeKey(context.client), 'stats'],
    queryFn: () => Promise.reject(createClientProblem('server_unreachable', 0)),
  })
  expect(listWarnings()).toEqual([])
})
