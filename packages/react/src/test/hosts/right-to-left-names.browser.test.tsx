import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import {
  AccessLog,
  AdoptionOverview,
  AuditLog,
  ClaudeProvider,
  ClaudeUserMapping,
  OneOnOneStats,
  ReviewStats,
  StatsPanel,
  SyncStatus,
  TeamStats,
} from '../../index.ts'
import '../../styles/index.css'
import { clickEverything, waitUntilLoaded } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { loadLazyParts } from '../load-lazy-parts.ts'

beforeAll(loadLazyParts)
afterEach(cleanup)

/** A name whose number and bracket the text around it would tear apart. */
const rtlName = 'נועה (2)'
const noop = () => {}

/** The widgets that show names, with every text that a host can pass. */
const widgets: Readonly<Record<string, ReactNode>> = {
  AccessLog: <AccessLog employeeId="e-17" employeeName={rtlName} />,
  AdoptionOverview: <AdoptionOverview attributes={[{ name: 'department', label: rtlName }]} />,
  AuditLog: <AuditLog />,
  ClaudeUserMapping: <ClaudeUserMapping />,
  OneOnOneStats: (
    <OneOnOneStats
      employeeId="e-17"
      employeeName={rtlName}
      lastMeetingOn="2026-10-20"
      note={rtlName}
      onInsert={noop}
      onUndo={noop}
    />
  ),
  ReviewStats: (
    <ReviewStats
      employeeId="e-17"
      employeeName={rtlName}
      period={{ label: rtlName, from: '2026-07-01', to: '2026-09-30' }}
      questions={[
        { id: 'impact', label: rtlName },
        { id: 'growth', label: 'Growth' },
      ]}
      note={rtlName}
      onInsert={noop}
      onUndo={noop}
      onShow={noop}
    />
  ),
  StatsPanel: (
    <StatsPanel
      employeeId="e-17"
      employeeName={rtlName}
      reviewPeriod={{ label: rtlName, from: '2026-07-01', to: '2026-09-30' }}
      note={rtlName}
    />
  ),
}

/** A `fetch` with the right-to-left name for every person, and for every value of an attribute. */
const createFetch =
  ({ fetch } = createStubServer()): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    const text = await response.text()
    const renamed = text
      .replace(/"name":"[^"]*"/g, `"name":"${rtlName}"`)
      .replace(/"value":"[^"]*"/g, `"value":"${rtlName}"`)
    return new Response(renamed, response)
  }

const isolatedName = `\u2068${rtlName}\u2069`
const attributes = ['aria-label', 'title', 'placeholder', 'aria-description']

/** Returns the text around each name that is neither isolated nor alone in an element of its own direction. */
const findTornNames = (container: Element): string[] => {
  const torn: string[] = []
  for (const element of container.querySelectorAll('.claude-root *')) {
    const isOfOwnDirection = element.matches('bdi, [dir="auto"]') && element.textContent?.trim() === rtlName
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || isOfOwnDirection) continue
      if (node.textContent?.replaceAll(isolatedName, '').includes(rtlName)) torn.push(`text: ${element.outerHTML}`)
    }
    for (const name of attributes) {
      const value = element.getAttribute(name)
      if (value !== rtlName && value?.replaceAll(isolatedName, '').includes(rtlName)) torn.push(`${name}: ${value}`)
    }
    if (element instanceof HTMLInputElement && element.value === rtlName && element.dir !== 'auto') torn.push('a field')
  }
  return torn
}

const renderWithRtlNames = (widget: ReactNode) =>
  render(
    <ClaudeProvider viewerId="e-17" fetch={createFetch()}>
      {widget}
    </ClaudeProvider>,
  )

test.each(Object.entries(widgets))(
  '%s isolates every right-to-left name from the text around it',
  async (_, widget) => {
    const shownTexts = new Set<string>()
    const torn = new Set<string>()
    const { container } = renderWithRtlNames(widget)
    await clickEverything(container, () => {
      shownTexts.add(container.textContent ?? '')
      for (const place of findTornNames(container)) torn.add(place)
    })
    expect([...shownTexts].join()).toContain(rtlName)
    expect([...torn]).toEqual([])
  },
)

test('SyncStatus isolates the names of the people who differ from Claude’s totals', async () => {
  const { container } = renderWithRtlNames(<SyncStatus />)
  await page.getByText('Who, and by how much').click()
  await expect.element(page.getByText(rtlName).first()).toBeVisible()
  expect(findTornNames(container)).toEqual([])
})

test('TeamStats isolates the names of the manager and the people, and their notes', async () => {
  const { container } = renderWithRtlNames(
    <TeamStats
      managerId="e-1"
      managerName={rtlName}
      personNotes={new Map([['e-0', rtlName]])}
      personHref={(id) => `#${id}`}
    />,
  )
  await waitUntilLoaded(container)
  await expect.element(page.getByRole('link', { name: rtlName }).first()).toBeVisible()
  expect(findTornNames(container)).toEqual([])
})
