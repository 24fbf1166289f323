import { QueryClient } from '@tanstack/react-query'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import preflight from 'tailwindcss/preflight.css?inline'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { getConnectionQueryOptions } from '../../data/query/get-connection.ts'
import { getEmployeeStatsQueryOptions } from '../../data/query/get-employee-stats.ts'
import { ClaudeProvider } from '../../provider.tsx'
import { initialConnectionState } from '../../shared/connection/connection-reducer.ts'
import layered from '../../styles/index.css?inline'
import unlayered from '../../styles/unlayered.css?inline'
import { AccessLogView } from '../../widgets/access-log/access-log-view.tsx'
import { ClaudeUserMappingView } from '../../widgets/claude-user-mapping/claude-user-mapping-view.tsx'
import { initialMappingUiState } from '../../widgets/claude-user-mapping/mapping-reducer.ts'
import { ConnectClaudeView } from '../../widgets/connect-claude/connect-claude-view.tsx'
import { Setup } from '../../widgets/connect-claude/setup.chunk.tsx'
import { StatsPanel } from '../../widgets/stats-panel/stats-panel.tsx'
import { connections, latestDay, now } from '../fixtures.ts'
import { access, people } from '../people-fixtures.ts'
import { createPeopleServer } from '../people-server.ts'
import { createStub } from '../stub-server.ts'
import dense from './dense.css?inline'
import { HostContent } from './host.tsx'
import hostile from './hostile.css?inline'

/** The widgets as a server draws them, with figures. */
let widgets = ''

const done = () => {}

beforeAll(async () => {
  const { fetch } = createStub()
  const client = { baseUrl: '/api/claude', fetch }
  const queryClient = new QueryClient()
  const period = { from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, { employeeId: 'e-17', ...period }))
  const known = createPeopleServer(people.work).list(new URLSearchParams())
  const paging = { onMore: null, isLoading: false, problem: null }
  const actions = {
    ...{ edit: done, check: async () => {}, connect: async () => true, open: done },
    ...{ close: done, sync: done, disconnect: done },
  }
  const page: ReactNode = (
    <ClaudeProvider fetch={fetch} queryClient={queryClient}>
      <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
      <ConnectClaudeView
        {...{ connection: connections.needsAttention, problem: null, onRetry: done, canManage: true, now }}
        {...{ state: initialConnectionState, actions, headingLevel: 2 }}
      />
      <section className="claude-root">
        <Setup state={initialConnectionState} actions={actions} level={3} />
      </section>
      <AccessLogView
        {...{ employeeName: undefined, access: access.seen, problem: null, onRetry: done, paging }}
        {...{ isTimeZoneKnown: true, today: latestDay, headingLevel: 2 }}
      />
      <ClaudeUserMappingView
        {...{ summary: known, users: known.claudeUsers, problem: null, onRetry: done, isOutdated: false, paging }}
        {...{ state: { ...initialMappingUiState, filter: 'all' }, today: latestDay, headingLevel: 2 }}
        actions={{ filter: done, search: done, open: done, select: done, decide: done }}
      />
    </ClaudeProvider>
  )
  widgets = renderToStaticMarkup(page)
})

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove()
})

/** A page with these stylesheets, the host's own content, and widgets in a column 720 pixels wide. */
const open = (...css: readonly string[]): Promise<Document> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.style.width = '1000px'
    frame.onload = () => frame.contentDocument && resolve(frame.contentDocument)
    frame.srcdoc = `<!doctype html>${css.map((sheet) => `<style>${sheet}</style>`).join('')}<body>${renderToStaticMarkup(<HostContent />)}<div style="all:revert;position:relative;width:720px">${widgets}</div>`
    document.body.append(frame)
  })

/** What the insides of a drawing are judged by: the rest does nothing there. */
const ofDrawings = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'd']

/** Comes from the page by inheritance, and does no harm. */
const inherited = ['font-family', 'tab-size', 'text-size-adjust', '-webkit-tap-highlight-color']

/** How everything within is drawn, with what stands before and after it. */
const look = (page: Document, within: string): string[] =>
  [...page.querySelectorAll(`${within}, ${within} *`)].flatMap((element) =>
    ['', '::before', '::after'].map((pseudo) => {
      const style = page.defaultView?.getComputedStyle(element, pseudo)
      if (!style || (pseudo && style.content === 'none')) return ''
      const names = element.matches('svg *') ? ofDrawings : [...style].filter((name) => !inherited.includes(name))
      const path = `${element.localName}.${element.getAttribute('class')}${pseudo}`
      return [path, ...names.map((name) => `${name}: ${style.getPropertyValue(name)}`)].join('\n')
    }),
  )

const differences = (before: readonly string[], after: readonly string[]): string[] => {
  expect(after).toHaveLength(before.length)
  return before.flatMap((text, index) => {
    if (text === after[index]) return []
    const [path = '', ...lines] = (after[index] ?? '').split('\n')
    const was = new Set(text.split('\n'))
    return [`${path || text.split('\n')[0]}: ${lines.filter((line) => !was.has(line)).join('; ')}`]
  })
}

/** Only what is meant to come from the page. */
const font = 'body { font-family: Georgia, serif }'

const hosts = {
  'that has rules for everything, in no layer': [[hostile], unlayered],
  'that has rules for everything, in an earlier layer': [[`@layer host, claude; @layer host { ${hostile} }`], layered],
  'on Tailwind’s preflight, in its layer': [[`@layer base, claude; @layer base { ${preflight} }`, font], layered],
  'on Tailwind’s preflight, in no layer': [[preflight, font], unlayered],
} as const

/** What axe finds in the widgets of a page: it has to run inside, as it does not look into frames from without. */
const violations = async (page: Document): Promise<string[]> => {
  const script = page.createElement('script')
  script.textContent = axe.source
  page.head.append(script)
  const { axe: inside } = page.defaultView as unknown as { readonly axe: typeof axe }
  const { violations } = await inside.run('.claude-root')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

describe.each(Object.entries(hosts))('in a page %s', (_, [host, sheet]) => {
  test('axe finds nothing in the widgets', async () => {
    expect(await violations(await open(...host, font, sheet))).toEqual([])
  })

  test('widgets look as in an empty one', async () => {
    const clean = look(await open(font, sheet), '.claude-root')
    expect(clean.length).toBeGreaterThan(500)
    const there = look(await open(...host, font, sheet), '.claude-root')
    expect(differences(clean, there)).toEqual([])
  })

  test('what is the host’s own looks as without widgets’ styles', async () => {
    const without = look(await open(...host), '[data-own]')
    expect(differences(without, look(await open(...host, sheet), '[data-own]'))).toEqual([])
    expect(without.length).toBeGreaterThan(60)
  })
})

test('in a dark, dense page widgets take its tokens, its scheme and its font, and axe finds nothing', async () => {
  const page = await open(dense, layered)
  expect(await violations(page)).toEqual([])
  const [root] = page.querySelectorAll('.claude-root')
  const style = root && page.defaultView?.getComputedStyle(root)
  expect(style?.backgroundColor).toBe('rgb(26, 27, 38)')
  expect(style?.color).toBe('rgb(192, 202, 245)')
  expect(style?.borderRadius).toBe('2px')
  expect(style?.fontFamily).toContain('ui-sans-serif')
})

test('a host’s rule that names a slot wins over either sheet', async () => {
  for (const sheet of [layered, unlayered]) {
    const page = await open(
      sheet,
      '.profile .claude-root .claude-Button, body .claude-root .claude-Button { color: teal }',
    )
    const button = page.querySelector('.claude-Button')
    expect(button && page.defaultView?.getComputedStyle(button).color).toBe('rgb(0, 128, 128)')
  }
})

test('where a page declares no color-scheme and where it is dark, text and ground are the page’s own', async () => {
  for (const [scheme, ground] of [
    ['', 'rgb(255, 255, 255)'],
    ['body { color-scheme: dark }', 'rgb(18, 18, 18)'],
  ] as const) {
    const page = await open(scheme, layered)
    const [root] = page.querySelectorAll('.claude-root')
    expect(root && page.defaultView?.getComputedStyle(root).backgroundColor).toBe(ground)
  }
})
