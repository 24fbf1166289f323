import { QueryClient } from '@tanstack/react-query'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import preflight from 'tailwindcss/preflight.css?inline'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { getEmployeeStatsQueryOptions } from '../../data/query/get-employee-stats-query-options.ts'
import { ClaudeProvider } from '../../provider.tsx'
import { initialConnectionState } from '../../shared/connection/connection-reducer.ts'
import { Setup } from '../../shared/connection/setup.tsx'
import layered from '../../styles/index.css?inline'
import unlayered from '../../styles/unlayered.css?inline'
import { AccessLogView } from '../../widgets/access-log/access-log-view.tsx'
import { ClaudeUserMappingView } from '../../widgets/claude-user-mapping/claude-user-mapping-view.tsx'
import { initialMappingUiState } from '../../widgets/claude-user-mapping/mapping-reducer.ts'
import { ConnectClaudeView } from '../../widgets/connect-claude/connect-claude-view.tsx'
import { StatsPanel } from '../../widgets/stats-panel/stats-panel.tsx'
import { createMappingServer } from '../create-mapping-server.ts'
import { createStubServer } from '../create-stub-server.ts'
import { connections, latestDay, now } from '../fixtures.ts'
import { accessLogs, mappings } from '../people-fixtures.ts'
import dense from './dense.css?inline'
import { HostContent } from './host.tsx'
import hostile from './hostile.css?inline'

/** The HTML of the widgets with figures, as a server renders it. */
let widgetsHtml = ''

const noop = () => {}

beforeAll(async () => {
  const { fetch } = createStubServer()
  const client = { baseUrl: '/api/claude', viewerId: 'e-17', fetch }
  const queryClient = new QueryClient()
  const period = { from: '2026-10-22', to: '2026-11-20', bucket: 'day' } as const
  await queryClient.prefetchQuery(getConnectionQueryOptions(client))
  await queryClient.prefetchQuery(getEmployeeStatsQueryOptions(client, { employeeId: 'e-17', ...period }))
  const mapping = createMappingServer(mappings.mixedStates).listClaudeUsers(new URLSearchParams())
  const paging = { onLoadMore: null, isLoading: false, problem: null }
  const actions = {
    edit: noop,
    check: async () => {},
    connect: async () => true,
    open: noop,
    close: noop,
    sync: noop,
    compareTotals: noop,
    disconnect: noop,
  }
  const page: ReactNode = (
    <ClaudeProvider viewerId="e-17" fetch={fetch} queryClient={queryClient}>
      <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
      <ConnectClaudeView
        connection={connections.needsAttention}
        problem={null}
        onRetry={noop}
        canManage
        invitationUrl="/connect"
        now={now}
        state={initialConnectionState}
        actions={actions}
        headingLevel={2}
      />
      <section className="claude-root">
        <Setup state={initialConnectionState} actions={actions} level={3} />
      </section>
      <AccessLogView
        employeeId="e-17"
        employeeName={undefined}
        access={accessLogs.someReads}
        problem={null}
        onRetry={noop}
        download={null}
        paging={paging}
        isTimeZoneKnown
        today={latestDay}
        headingLevel={2}
      />
      <ClaudeUserMappingView
        summary={mapping}
        users={mapping.claudeUsers}
        problem={null}
        onRetry={noop}
        isOutdated={false}
        paging={paging}
        state={{ ...initialMappingUiState, filter: 'all' }}
        today={latestDay}
        headingLevel={2}
        actions={{ filter: noop, search: noop, open: noop, select: noop, decide: noop }}
      />
    </ClaudeProvider>
  )
  widgetsHtml = renderToStaticMarkup(page)
})

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove()
})

/** Opens a page with these stylesheets, the host's content, and the widgets in a column 720 pixels wide. */
const openPage = (...css: readonly string[]): Promise<Document> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.style.width = '1000px'
    frame.onload = () => frame.contentDocument && resolve(frame.contentDocument)
    frame.srcdoc = `<!doctype html>${css.map((sheet) => `<style>${sheet}</style>`).join('')}<body>${renderToStaticMarkup(<HostContent />)}<div style="all:revert;position:relative;width:720px">${widgetsHtml}</div>`
    document.body.append(frame)
  })

/** The properties that are compared inside an SVG. Others have no effect there. */
const svgProperties = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'd']

/** Properties that widgets inherit from the page on purpose. */
const inheritedProperties = ['font-family', 'tab-size', 'text-size-adjust', '-webkit-tap-highlight-color']

/** Reads the computed styles of the matching elements and everything inside, including pseudo-elements. */
const readStyles = (page: Document, selector: string): string[] =>
  [...page.querySelectorAll(`${selector}, ${selector} *`)].flatMap((element) =>
    ['', '::before', '::after'].map((pseudo) => {
      const style = page.defaultView?.getComputedStyle(element, pseudo)
      if (!style || (pseudo && style.content === 'none')) return ''
      const names = element.matches('svg *')
        ? svgProperties
        : [...style].filter((name) => !inheritedProperties.includes(name))
      const path = `${element.localName}.${element.getAttribute('class')}${pseudo}`
      return [path, ...names.map((name) => `${name}: ${style.getPropertyValue(name)}`)].join('\n')
    }),
  )

/** Describes each element with different styles: its path and the changed declarations. */
const findDifferences = (before: readonly string[], after: readonly string[]): string[] => {
  expect(after).toHaveLength(before.length)
  return before.flatMap((text, index) => {
    if (text === after[index]) return []
    const [path = '', ...lines] = (after[index] ?? '').split('\n')
    const linesBefore = new Set(text.split('\n'))
    return [`${path || text.split('\n')[0]}: ${lines.filter((line) => !linesBefore.has(line)).join('; ')}`]
  })
}

/** The only rule that widgets take from the page: the font. */
const fontRule = 'body { font-family: Georgia, serif }'

/** The stylesheets of host pages, each with the widgets' stylesheet to use there. */
const hosts = {
  'with unlayered rules for all elements': [[hostile], unlayered],
  'with rules for all elements in an earlier layer': [[`@layer host, claude; @layer host { ${hostile} }`], layered],
  'with Tailwind’s preflight in its layer': [[`@layer base, claude; @layer base { ${preflight} }`, fontRule], layered],
  'with Tailwind’s preflight unlayered': [[preflight, fontRule], unlayered],
  'with a root font size of 62.5 %': [['html { font-size: 62.5% } body { font-size: 1.6rem }'], layered],
} as const

/** Finds accessibility violations in the widgets. Runs axe inside the frame, because axe does not look into frames. */
const findViolations = async (page: Document): Promise<string[]> => {
  const script = page.createElement('script')
  script.textContent = axe.source
  page.head.append(script)
  const { axe: frameAxe } = page.defaultView as unknown as { readonly axe: typeof axe }
  const { violations } = await frameAxe.run('.claude-root')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

describe.each(Object.entries(hosts))('in a page %s', (_, [host, sheet]) => {
  test('axe finds no violations in the widgets', async () => {
    expect(await findViolations(await openPage(...host, fontRule, sheet))).toEqual([])
  })

  test('widgets look the same as in an empty page', async () => {
    const stylesInEmptyPage = readStyles(await openPage(fontRule, sheet), '.claude-root')
    expect(stylesInEmptyPage.length).toBeGreaterThan(500)
    const stylesInHost = readStyles(await openPage(...host, fontRule, sheet), '.claude-root')
    expect(findDifferences(stylesInEmptyPage, stylesInHost)).toEqual([])
  })

  test('the host’s content looks the same as without the widgets’ stylesheet', async () => {
    const stylesBefore = readStyles(await openPage(...host), '[data-own]')
    expect(findDifferences(stylesBefore, readStyles(await openPage(...host, sheet), '[data-own]'))).toEqual([])
    expect(stylesBefore.length).toBeGreaterThan(60)
  })
})

test('widgets take the tokens, color scheme and font of a dark page, and axe finds no violations', async () => {
  const page = await openPage(dense, layered)
  expect(await findViolations(page)).toEqual([])
  const [root] = page.querySelectorAll('.claude-root')
  const style = root && page.defaultView?.getComputedStyle(root)
  expect(style?.backgroundColor).toBe('rgb(26, 27, 38)')
  expect(style?.color).toBe('rgb(192, 202, 245)')
  expect(style?.borderRadius).toBe('2px')
  expect(style?.fontFamily).toContain('ui-sans-serif')
})

test('a host rule for a class of a widget overrides both stylesheets', async () => {
  for (const sheet of [layered, unlayered]) {
    const page = await openPage(
      sheet,
      '.profile .claude-root .claude-Button, body .claude-root .claude-Button { color: teal }',
    )
    const button = page.querySelector('.claude-Button')
    expect(button && page.defaultView?.getComputedStyle(button).color).toBe('rgb(0, 128, 128)')
  }
})

test('widgets take the background of the page’s color scheme, light by default', async () => {
  for (const [css, background] of [
    ['', 'rgb(255, 255, 255)'],
    ['body { color-scheme: dark }', 'rgb(18, 18, 18)'],
  ] as const) {
    const page = await openPage(css, layered)
    const [root] = page.querySelectorAll('.claude-root')
    expect(root && page.defaultView?.getComputedStyle(root).backgroundColor).toBe(background)
  }
})
