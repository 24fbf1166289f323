import type { CheckedMonth, EmployeeDaysResponse, Period } from '@windmill/claude-core'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connectionKey } from '../../data/query/query-keys.ts'
import { lazyCustomDates } from '../../shared/period/custom-dates.lazy.ts'
import { connections, engineerBefore, omitAdminFields } from '../../test/fixtures.ts'
import { loadLazyParts } from '../../test/load-lazy-parts.ts'
import { accessLogs, mappings } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { de } from '../../texts/de/index.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import type { StatsPanelProps } from './props.ts'
import { StatsPanel } from './stats-panel.tsx'

const createPanel = (props: Partial<StatsPanelProps> = {}) => (
  <StatsPanel employeeId="e-17" employeeName="Maya Chen" {...props} />
)
const getPeriodOption = (name: string) => page.getByRole('radio', { name, exact: true })
const findRow = (name: string) => page.getByRole('listitem').filter({ hasText: new RegExp(`^${name}`) })

/** Returns the query strings of the requests for stats, in order. */
const listStatsQueries = (requests: readonly { readonly path: string }[]) =>
  requests.filter(({ path }) => path.includes('/stats?')).map(({ path }) => path.split('?')[1])

/** A host that stores the chosen period. Its button restores the initial period, like the browser's back button. */
const Host = ({ initialPeriod }: { readonly initialPeriod?: Period }) => {
  const [period, setPeriod] = useState(initialPeriod)
  return (
    <>
      <button type="button" onClick={() => setPeriod(initialPeriod)}>
        Back
      </button>
      {createPanel({ onPeriodChange: setPeriod, ...(period && { period }) })}
    </>
  )
}

/** Opens the row of a product. */
const openProduct = (name: string) => page.getByRole('heading', { name, exact: true }).click()

afterEach(() => {
  document.documentElement.dir = ''
})

describe('figures', () => {
  test('cover the 30 days up to the newest day, and compare only the days that no longer change', async () => {
    const { stub } = renderWidget(createPanel())
    await expect.element(page.getByText('Maya Chen · 22 Oct – 20 Nov', { exact: true })).toBeVisible()
    const coverage = page.getByText(/^Data through 20 Nov\. The last 7 days may still change\./)
    await expect.element(coverage).toMatchTextContent(/Changes compare 22 Oct – 13 Nov with 29 Sept? – 21 Oct\./)
    expect(listStatsQueries(stub.requests)).toEqual(['from=2026-10-22&to=2026-11-20&bucket=day&purpose=profile'])
  })

  test('begin with the answer, then have a row for each product in use, and one line for an unused product', async () => {
    renderWidget(createPanel(), { stats: { habits: { chat_messages: 30, code_sessions: 0.6 } } })
    await expect.element(page.getByText('Active on 22 of 30 days, mostly in Chat')).toBeVisible()
    await expect.element(page.getByText('17 through 13 Nov, 17 of 23 before.')).toBeVisible()
    expect(document.querySelectorAll('summary.claude-Stat')).toHaveLength(2)
    expect(page.getByText('No activity in this period.').elements()).toHaveLength(3)
  })

  test('take far fewer tab stops than there are stats', async () => {
    renderWidget(createPanel())
    await expect.element(page.getByRole('heading', { name: 'PowerPoint' })).toBeVisible()
    expect(document.querySelectorAll('.claude-Figures summary')).toHaveLength(5)
  })

  test('in a product’s row equal the figures of the first stat in the opened product', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    await expect.element(findRow('Sessions').first()).toBeVisible()
    const row = document.querySelector('[data-product="code"] summary')
    const opened = document.querySelector('[data-product="code"] li')
    const getFigure = (element: Element | null) => element?.querySelector('.claude-Figure')?.textContent
    expect(getFigure(row)).toMatch(/^\d+ sessions$/)
    expect(getFigure(opened)).toBe(getFigure(row))
  })

  test('list every stat of a product that is opened', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    await expect.element(page.getByText('Edit acceptance rate')).toBeVisible()
    expect(document.querySelectorAll('[data-product="code"] li')).toHaveLength(7)
    await expect.element(page.getByText('without Amazon Bedrock')).toBeVisible()
  })

  test('explain pale bars above the rows', async () => {
    renderWidget(createPanel())
    await expect
      .element(page.elementLocator(document.body).getByText('may still change', { exact: true }))
      .toBeVisible()
  })

  test('state each change as text', async () => {
    renderWidget(createPanel())
    await openProduct('Chat')
    await expect.element(findRow('Messages').first()).toMatchTextContent(/\+\d+% \(\d+ → \d+\)up \d+%, from \d+ to \d+/)
  })

  test('explain what a stat counts when its row is opened with the keyboard', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    const commits = page.getByText('Commits', { exact: true })
    await expect.element(commits).toBeVisible()
    const summary = commits.element().closest('summary')
    summary?.focus()
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(summary)
    await expect.element(page.getByText(/Commits made through Claude Code\./)).toBeVisible()
    expect(document.activeElement).toBe(summary)
  })

  test('say which days are active, with any product and with each product', async () => {
    renderWidget(createPanel(), { stats: { habits: { chat_messages: 4 }, missing: ['2026-11-03'] } })
    await page.getByText(/^Active on /).click()
    const table = page.getByRole('region', { name: 'Days behind Active days, 22 Oct – 20 Nov' })
    await expect.element(table.getByRole('row', { name: '3 Nov – – – – – – – – – not read' })).toBeVisible()
    await expect
      .element(table.getByRole('row', { name: '4 Nov yes yes no no no no 12 Nov report report settled' }))
      .toBeVisible()
    const [, count] = document.querySelector('.claude-Answer strong')?.textContent?.match(/^Active on (\d+) /) ?? []
    await expect.element(table.getByRole('row', { name: `Sum ${count} ${count} 0 0 0 0` })).toBeVisible()
  })

  test('list the days behind them, and say when each day was read', async () => {
    const { stub } = renderWidget(createPanel(), { stats: { missing: ['2026-11-03'] } })
    await openProduct('Claude Code')
    await page.getByText('Commits', { exact: true }).click()
    await page.getByText('Days behind this figure').click()
    const table = page.getByRole('region', { name: 'Days behind Commits, 22 Oct – 20 Nov' })
    await expect.element(table.getByRole('row', { name: '3 Nov – – not read' })).toBeVisible()
    await expect.element(table.getByRole('row', { name: /^2 Nov \d+ 10 Nov settled$/ })).toBeVisible()
    await expect.element(table.getByRole('row', { name: /^20 Nov \d+ 22 Nov may still change$/ })).toBeVisible()
    const figure = document.querySelector('details[open] details[open] .claude-Figure')?.textContent
    const sum = table.getByRole('row', { name: /^Sum/ }).element().textContent
    expect(sum).toBe(`Sum${figure?.split(' ')[0]}`)
    expect(stub.requests.at(-1)?.path).toMatch(/\/days\?from=2026-10-22&to=2026-11-20&purpose=profile$/)
  })

  test('can also list the days behind the previous value', async () => {
    renderWidget(createPanel(), { stats: { habitsBefore: engineerBefore } })
    await openProduct('Claude Code')
    await page.getByText('Edit acceptance rate').click()
    await page.getByText('Days behind this figure').click()
    const rate = document.querySelector('details[open] details[open] .claude-Figure')?.textContent
    const getSum = () => page.getByRole('row', { name: /^Sum/ })
    await expect.element(getSum()).toMatchTextContent(new RegExp(`[\\d,]+ ÷ [\\d,]+ = ${rate}$`))
    await page.getByRole('radio', { name: /^29 Sept? – 21 Oct$/ }).click({ force: true })
    await expect.element(page.getByRole('rowheader', { name: '20 Oct' })).toBeVisible()
    const change = document.querySelector('details[open] details[open] .claude-Stat-change')?.textContent
    const previousRate = getSum()
      .element()
      .textContent?.match(/= (\d+%)$/)?.[1]
    expect(change).toContain(previousRate)
  })

  test('can be loaded again if their days were read again in the meantime', async () => {
    const { stub, queryClient } = renderWidget(createPanel())
    await openProduct('Chat')
    await page
      .getByRole('listitem')
      .getByText(/^Messages/)
      .click()
    await page.getByText('Days behind this figure').click()
    await expect.element(page.getByRole('row', { name: /^Sum/ })).toBeVisible()
    expect(page.getByText(/^Days were read again/).query()).toBeNull()
    queryClient.setQueriesData({ queryKey: ['claude', '/api/claude', 'e-17', 'employee-days'] }, (answer) => {
      const { days, ...rest } = answer as EmployeeDaysResponse
      return { ...rest, days: days.slice(1) }
    })
    await page.getByRole('button', { name: 'Load the figure again' }).click()
    await expect.element(page.getByText(/^Days were read again/)).not.toBeInTheDocument()
    expect(listStatsQueries(stub.requests)).toHaveLength(2)
  })

  test('are marked as lower bounds, with the reason', async () => {
    renderWidget(createPanel(), { stats: { isLowerBound: true } })
    await expect.element(page.getByText('at least').first()).toBeVisible()
    await openProduct('Skills and connectors')
    await page
      .getByRole('listitem')
      .getByText(/^Skill usage/)
      .click()
    await expect.element(page.getByText(/only the different skills per day in chat/)).toBeVisible()
  })

  test('show a dash and the reason when no edits were proposed', async () => {
    renderWidget(createPanel(), { stats: { habits: { code_sessions: 2 } } })
    await openProduct('Claude Code')
    await expect.element(findRow('Edit acceptance rate').first()).toMatchTextContent(/–nothing proposed/)
  })

  test('can be switched to tables and back', async () => {
    renderWidget(createPanel())
    await page.getByRole('button', { name: 'Show as table' }).click()
    const table = page.getByRole('region', { name: 'Claude Code, per day' })
    await expect.element(table.getByRole('columnheader', { name: 'Edits accepted' })).toBeVisible()
    expect(table.getByRole('row').elements()).toHaveLength(1 + 30 + 3)
    await expect.element(table.getByRole('rowheader', { name: 'Through 13 Nov' })).toBeVisible()
    await page.getByRole('button', { name: 'Show as charts' }).click()
    expect(page.getByRole('table').elements()).toEqual([])
  })

  test('are not compared when the previous period is not fully read', async () => {
    renderWidget(createPanel(), { stats: { firstReadDay: '2026-10-10' } })
    await expect.element(page.getByText(/No comparison: /)).toBeVisible()
    expect(page.getByText(/ → |\(was /).elements()).toEqual([])
    await expect.element(page.getByText('Maya Chen · 22 Oct – 20 Nov', { exact: true })).toBeVisible()
    expect(page.getByText(/Changes compare/).elements()).toEqual([])
  })

  test('show no percentage beside a previous value that is a lower bound', async () => {
    renderWidget(createPanel(), { stats: { isLowerBound: true } })
    await openProduct('Skills and connectors')
    await expect.element(findRow('Skill usage').first()).toMatchTextContent(/\(was at least \d+\)/)
    expect(findRow('Skill usage').first().element().textContent).not.toContain('%')
  })

  test('have a different name in every row', async () => {
    renderWidget(createPanel({}), { stats: { habitsBefore: engineerBefore } })
    for (const name of ['Chat', 'Claude Code', 'Skills and connectors', 'Excel']) await openProduct(name)
    await expect.element(findRow('Connectors used').first()).toBeVisible()
    const names = [...document.querySelectorAll('.claude-Stat-label')].map(({ textContent }) => textContent)
    expect(names).toContain('Sessions Excel')
    expect(new Set(names).size).toBe(names.length)
  })

  test('say when settled months were checked against Claude’s totals, and what differs', async () => {
    const checkedMonths: readonly CheckedMonth[] = [
      { month: '2026-09-01', checkedAt: '2026-11-03T09:00:00.000Z', result: 'equal', stats: [] },
      { month: '2026-10-01', checkedAt: '2026-11-08T09:00:00.000Z', result: 'differs', stats: ['code.commits'] },
    ]
    renderWidget(<StatsPanel employeeId="e-17" />, { stats: { checkedMonths } })
    await expect
      .element(page.getByText(/on 3 Nov: equal through 30 Sept?\. Oct differs from Claude’s totals in Commits/))
      .toBeVisible()
  })

  test('name unread days that are not compared', async () => {
    const { unmount } = renderWidget(createPanel(), { stats: { missing: ['2026-11-17'] } })
    await expect.element(page.getByText(/^One day, 17 Nov, could not be read and is left out/)).toBeVisible()
    unmount()
    renderWidget(<StatsPanel employeeId="e-17" period={{ from: '2026-11-01', to: '2026-11-22' }} />)
    await expect.element(page.getByText(/^Claude has not published 21 Nov – 22 Nov yet/)).toBeVisible()
  })

  test('say on which day someone left, and never that the days after it could not be read', async () => {
    const period = { from: '2026-10-22', to: '2026-11-20' }
    renderWidget(createPanel({ period }), { stats: { archivedOn: '2026-11-06' } })
    await expect.element(page.getByText(/^Left on 6 Nov\. Later days are not counted\. No comparison: /)).toBeVisible()
    expect(page.getByText(/could not be read|are missing/).elements()).toEqual([])
    expect(document.querySelector('.claude-Coverage')?.textContent).toMatch(/^Data through 6 Nov\. Left on 6 Nov\./)
  })

  test('say that someone left before the period, and not that the days could not be read', async () => {
    const period = { from: '2026-10-22', to: '2026-11-20' }
    renderWidget(createPanel({ period }), { stats: { archivedOn: '2026-09-30' } })
    await expect.element(page.getByText('Left before this period')).toBeVisible()
    await expect.element(page.getByText('The last day was 30 Sept 2026. Later days are not counted.')).toBeVisible()
  })

  test('cover the last 30 days of someone who has left', async () => {
    const { stub } = renderWidget(createPanel(), { stats: { archivedOn: '2026-09-30' } })
    await expect.element(page.getByText('Maya Chen · 1 Sept – 30 Sept', { exact: true })).toBeVisible()
    await expect.element(page.getByText(/^Active on 22 of 30 days/)).toBeVisible()
    await expect.element(getPeriodOption('30 days')).toBeChecked()
    expect(listStatsQueries(stub.requests).at(-1)).toBe('from=2026-09-01&to=2026-09-30&bucket=day&purpose=profile')
  })

  test('say that days are still being read instead of no activity', async () => {
    renderWidget(createPanel(), {
      stats: { habits: {}, firstReadDay: '2026-11-10' },
      connection: connections.backfilling,
    })
    await expect.element(page.getByText('These days are still being read')).toBeVisible()
    expect(page.getByText(/No activity/).elements()).toEqual([])
  })

  test('say since when there is no activity', async () => {
    renderWidget(createPanel(), { stats: { habits: {}, habitsBefore: engineerBefore } })
    await expect.element(page.getByText('No activity since 21 Oct 2026')).toBeVisible()
    expect(page.getByText(/lapsed/i).elements()).toEqual([])
  })

  test('are not compared with days before someone started, and never call the activity on these days “none”', async () => {
    renderWidget(createPanel(), { stats: { startedOn: '2026-11-09' } })
    await expect.element(page.getByText(/Joined on 9 Nov\. Earlier days are not counted or compared\./)).toBeVisible()
    expect(page.getByText(/ → |\(was |none before/).elements()).toEqual([])
  })

  test('call days without activity “none” if every day since someone started was read', async () => {
    renderWidget(createPanel(), { stats: { startedOn: '2026-11-09', habits: { chat_messages: 30 } } })
    await expect.element(page.getByText('No activity in this period.').first()).toBeVisible()
    expect(page.getByText('No activity on the days that were read.').elements()).toEqual([])
  })

  test('say “on the days that were read” of a product without activity if a day is missing', async () => {
    renderWidget(createPanel(), { stats: { missing: ['2026-11-11'] } })
    await expect.element(page.getByText('No activity on the days that were read.')).toBeVisible()
    expect(page.getByText('No activity in this period.').elements()).toEqual([])
  })
})

test('requests the same figures again after a sync', async () => {
  const { stub, queryClient } = renderWidget(createPanel())
  await expect.element(page.getByRole('heading', { name: 'Claude Code' })).toBeVisible()
  expect(listStatsQueries(stub.requests)).toHaveLength(1)

  const key = connectionKey({ baseUrl: '/api/claude', viewerId: 'e-17' })
  queryClient.setQueryData(key, { ...connections.connected, syncing: true })
  queryClient.setQueryData(key, { ...connections.connected, lastSyncAt: '2026-11-22T11:00:09Z' })
  await expect.poll(() => listStatsQueries(stub.requests)).toHaveLength(2)
  expect(new Set(listStatsQueries(stub.requests)).size).toBe(1)
})

describe('the period picker', () => {
  test('changes the period with the arrow keys and notifies the host once', async () => {
    const onPeriodChange = vi.fn()
    const { stub } = renderWidget(createPanel({ onPeriodChange }))
    // Until the connection has loaded, the 30 days end yesterday.
    await expect.element(page.getByText(/22 Oct – 20 Nov/)).toBeVisible()
    ;(getPeriodOption('30 days').element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(getPeriodOption('90 days')).toBeChecked()
    await expect.element(page.getByText(/23 Aug – 20 Nov/)).toBeVisible()
    expect(onPeriodChange).toHaveBeenCalledExactlyOnceWith({ from: '2026-08-23', to: '2026-11-20' })
    await expect
      .poll(() => listStatsQueries(stub.requests).at(-1))
      .toBe('from=2026-08-23&to=2026-11-20&bucket=week&purpose=profile')
  })

  test('notifies the host as soon as the newest day is known, and again when a newer day is read', async () => {
    const onPeriodChange = vi.fn()
    const { queryClient } = renderWidget(createPanel({ onPeriodChange }), {
      faults: { 'GET /connection': 'pending' },
    })
    await getPeriodOption('7 days').click({ force: true })
    await expect.element(getPeriodOption('7 days')).toBeChecked()
    expect(onPeriodChange).not.toHaveBeenCalled()
    const key = connectionKey({ baseUrl: '/api/claude', viewerId: 'e-17' })
    queryClient.setQueryData(key, connections.connected)
    await expect.poll(() => onPeriodChange.mock.calls).toEqual([[{ from: '2026-11-14', to: '2026-11-20' }]])
    const { coverage } = connections.connected
    queryClient.setQueryData(key, {
      ...connections.connected,
      coverage: coverage && { ...coverage, through: '2026-11-21' },
    })
    await expect.poll(() => onPeriodChange.mock.lastCall).toEqual([{ from: '2026-11-15', to: '2026-11-21' }])
  })

  test('prefers the review label when the review period equals a preset', async () => {
    const lastQuarter = { from: '2026-07-01', to: '2026-09-30' } as const
    renderWidget(createPanel({ period: lastQuarter, reviewPeriod: { label: 'Q3 2026', ...lastQuarter } }))
    await expect.element(getPeriodOption('Q3 2026')).toBeChecked()
  })

  test('offers the review period under its label', async () => {
    const { stub } = renderWidget(
      createPanel({ reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } }),
    )
    await getPeriodOption('Review H2').click({ force: true })
    await expect
      .poll(() => listStatsQueries(stub.requests).at(-1))
      .toBe('from=2026-07-01&to=2026-10-31&bucket=week&purpose=profile')
  })

  test('sends a request for custom dates only if they are valid', async () => {
    const { stub } = renderWidget(createPanel())
    await expect.element(getPeriodOption('Custom')).toBeInTheDocument()
    await getPeriodOption('Custom').click({ force: true })
    await page.getByLabelText('From').fill('2026-11-10')
    await page.getByLabelText('To').fill('2026-11-01')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('The first day must not be after the last.')
    expect(listStatsQueries(stub.requests)).toHaveLength(1)

    await page.getByLabelText('From').fill('2026-10-01')
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(() => listStatsQueries(stub.requests).at(-1))
      .toBe('from=2026-10-01&to=2026-11-01&bucket=week&purpose=profile')
    expect(page.getByRole('alert').elements()).toEqual([])
  })

  test('fills the custom dates with the 30 days up to the newest day as soon as that day is known', async () => {
    await lazyCustomDates.load()
    const { queryClient } = renderWidget(createPanel(), { faults: { 'GET /connection': 'pending' } })
    await getPeriodOption('Custom').click({ force: true })
    await expect.element(getPeriodOption('Custom')).toBeChecked()
    queryClient.setQueryData(connectionKey({ baseUrl: '/api/claude', viewerId: 'e-17' }), connections.connected)
    await expect.element(page.getByLabelText('From')).toHaveValue('2026-10-22')
    await expect.element(page.getByLabelText('To')).toHaveValue('2026-11-20')
  })

  test('starts with the host’s period and selects the preset with the same dates', async () => {
    const { stub } = renderWidget(createPanel({ period: { from: '2026-07-01', to: '2026-09-30' } }))
    await expect.element(getPeriodOption('Last quarter')).toBeChecked()
    expect(listStatsQueries(stub.requests)).toEqual(['from=2026-07-01&to=2026-09-30&bucket=week&purpose=profile'])
  })

  test('keeps the focus and the date fields when the host passes the chosen dates back', async () => {
    await lazyCustomDates.load()
    renderWidget(<Host />)
    await getPeriodOption('Custom').click({ force: true })
    // These dates equal a preset, which has no date fields.
    await page.getByLabelText('From').fill('2026-11-14')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/· 14 Nov – 20 Nov/)).toBeVisible()
    await expect.element(page.getByLabelText('From')).toHaveFocus()
    await expect.element(getPeriodOption('Custom')).toBeChecked()
  })

  test('follows the host back to an earlier period, in the date fields too', async () => {
    await lazyCustomDates.load()
    renderWidget(<Host initialPeriod={{ from: '2026-11-02', to: '2026-11-11' }} />)
    await expect.element(page.getByLabelText('From')).toHaveValue('2026-11-02')
    await page.getByLabelText('From').fill('2026-11-05')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/· 5 Nov – 11 Nov/)).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.element(page.getByText(/· 2 Nov – 11 Nov/)).toBeVisible()
    await expect.element(page.getByLabelText('From')).toHaveValue('2026-11-02')
  })

  test('is a select with targets of 44 pixels on a phone', async () => {
    await page.viewport(375, 800)
    const { stub } = renderWidget(createPanel())
    const select = page.getByRole('combobox', { name: 'Period' })
    await expect.element(select).toHaveDisplayValue('30 days')
    expect(page.getByRole('radio').elements()).toEqual([])
    await select.selectOptions('90 days')
    await expect
      .poll(() => listStatsQueries(stub.requests).at(-1))
      .toBe('from=2026-08-23&to=2026-11-20&bucket=week&purpose=profile')
    await select.selectOptions('Custom')
    const fields = [
      select,
      page.getByLabelText('From'),
      page.getByLabelText('To'),
      page.getByText('Show', { exact: true }),
    ]
    for (const field of fields) {
      await expect.element(field).toBeVisible()
      expect(field.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
    }
    await page.viewport(1024, 896)
    await expect.element(getPeriodOption('Custom')).toBeChecked()
    expect(page.getByRole('combobox').elements()).toEqual([])
  })
})

describe('the empty state', () => {
  test('links to the page that connects Claude, for viewers who may connect it', async () => {
    const link = page.getByRole('link', { name: 'Connect Claude' })
    const hostProps = { connectHref: '/settings/integrations' }
    const { unmount } = renderWidget(createPanel(), { connection: connections.disconnected }, hostProps)
    await expect.element(link).toHaveAttribute('href', '/settings/integrations')
    unmount()
    renderWidget(createPanel(), { connection: omitAdminFields(connections.disconnected) }, hostProps)
    await expect.element(page.getByText('Claude is not connected')).toBeVisible()
    expect(link.elements()).toEqual([])
  })

  test('tells an admin where to link an unmatched employee without a suggested Claude user', async () => {
    renderWidget(createPanel(), { stats: { claudeUsers: 0 }, mapping: mappings.nothingToDo }, { viewerId: 'e-1' })
    await expect.element(page.getByText('No Claude account is matched')).toBeVisible()
    await expect.element(page.getByText(/in the list of Claude users, in the settings/)).toBeVisible()
  })

  test('lets a viewer link a likely Claude user in place, then shows the figures, and lets the viewer undo the link', async () => {
    const { stub } = renderWidget(createPanel(), { stats: { claudeUsers: 0 } }, { viewerId: 'e-1' })
    const link = page.getByRole('button', { name: 'Link maya.chen@chen.example to Maya Chen' })
    await expect.element(page.getByText(/^This Claude account may be theirs/)).toBeVisible()
    expect(page.getByText(/in the list of Claude users/).elements()).toEqual([])
    await link.click()
    await expect.element(page.getByRole('heading', { name: 'Claude Code' })).toBeVisible()
    expect(page.getByText('No Claude account is matched').elements()).toEqual([])
    const result = page.getByText('maya.chen@chen.example is linked to Maya Chen.')
    await expect.element(result).toBeVisible()
    await expect.element(result).toHaveFocus()
    await userEvent.keyboard('{Tab}{Enter}')
    await expect.element(link).toBeVisible()
    await expect.element(page.getByText('maya.chen@chen.example is linked to nobody.')).toBeVisible()
    const sent = stub.requests.filter(({ method }) => method === 'PUT')
    expect(sent.map(({ body }) => body)).toEqual([{ decision: 'link', employeeId: 'e-17' }, { decision: 'undo' }])
  })

  test('explains why a likely Claude user could not be linked, and keeps the offer', async () => {
    renderWidget(
      createPanel(),
      { stats: { claudeUsers: 0 }, faults: { 'PUT /claude-users/{id}/link': 'link_protected' } },
      { viewerId: 'e-1' },
    )
    const link = page.getByRole('button', { name: 'Link maya.chen@chen.example to Maya Chen' })
    await link.click()
    await expect.element(page.getByText('The figures behind this link are not shown to others.')).toBeVisible()
    await expect.element(link).toHaveFocus()
  })

  test('requests no Claude users for a viewer who may not link them', async () => {
    const { stub } = renderWidget(
      createPanel(),
      { stats: { claudeUsers: 0 }, connection: omitAdminFields(connections.connected) },
      { viewerId: 'e-9' },
    )
    await expect.element(page.getByText(/^If they use Claude, .* An admin can find their account/)).toBeVisible()
    await loadLazyParts()
    expect(stub.requests.filter(({ path }) => path.includes('claude-users'))).toEqual([])
  })

  test('requests no Claude users for someone who has figures', async () => {
    const { stub } = renderWidget(createPanel())
    await expect.element(page.getByRole('heading', { name: 'Claude Code' })).toBeVisible()
    expect(stub.requests.filter(({ path }) => path.includes('claude-users'))).toEqual([])
  })

  test('tells an unmatched employee that the e-mails may differ and to ask an admin', async () => {
    renderWidget(createPanel(), { stats: { claudeUsers: 0 }, connection: omitAdminFields(connections.connected) })
    await expect
      .element(page.getByText(/your e‑mail there is probably different from the one here\. Ask an admin to link/))
      .toBeVisible()
  })

  test('sends an unmatched admin to another admin, because nobody can link themself, and offers no Claude users', async () => {
    const { stub } = renderWidget(createPanel(), { stats: { claudeUsers: 0 } })
    await expect.element(page.getByText(/Nobody can link an account to themself, so ask another admin/)).toBeVisible()
    await loadLazyParts()
    expect(stub.requests.filter(({ path }) => path.includes('claude-users'))).toEqual([])
  })

  test('explains that an unmatched employee may still appear while the history is read', async () => {
    renderWidget(createPanel(), { stats: { claudeUsers: 0 }, connection: omitAdminFields(connections.backfilling) })
    await expect.element(page.getByText(/Older days are still being read\. Someone who used Claude/)).toBeVisible()
  })

  test('points to an admin when the key fails, and shows the reason to admins only', async () => {
    const unread = { stats: { firstReadDay: '2026-11-21' } } as const
    const { unmount } = renderWidget(createPanel(), {
      ...unread,
      connection: omitAdminFields(connections.needsAttention),
    })
    await expect.element(page.getByText(/An admin has to fix the connection/)).toBeVisible()
    expect(page.getByText(/Claude does not accept this key/).query()).toBeNull()
    unmount()
    renderWidget(createPanel(), { ...unread, connection: connections.needsAttention })
    await expect.element(page.getByText(/Claude does not accept this key/)).toBeVisible()
  })

  test('says that Claude has just been connected', async () => {
    renderWidget(createPanel(), {
      stats: { firstReadDay: '2026-11-21' },
      connection: omitAdminFields(connections.connecting),
    })
    await expect.element(page.getByText('Claude has just been connected')).toBeVisible()
  })

  test('says that Claude is not connected', async () => {
    renderWidget(createPanel(), { connection: connections.disconnected })
    await expect.element(page.getByText('Claude is not connected')).toBeVisible()
  })

  test('says that there is nothing to see for an unknown or hidden employee', async () => {
    renderWidget(createPanel({ employeeName: 'Maya Chen' }), { faults: { 'GET /employees/{id}/stats': 'not_found' } })
    await expect.element(page.getByText('Page not found or not shared with you')).toBeVisible()
    await expect.element(page.getByText(/Check the address\. If you manage this person, ask an admin/)).toBeVisible()
    await expect.element(page.getByText('not_found · Request id: req_011CVb3kPq')).toBeVisible()
  })

  test('says that an employee’s figures are not shown, and nothing more', async () => {
    renderWidget(createPanel({ employeeName: 'Maya Chen' }), {
      faults: { 'GET /employees/{id}/stats': 'figures_not_shown' },
    })
    await expect.element(page.getByText('These figures are not shown')).toBeVisible()
    expect(document.querySelector('.claude-StatsPanel')?.textContent).toBe(
      'Claude usageMaya ChenThese figures are not shownOnly the person sees them.figures_not_shown · Request id: req_011CVb3kPq',
    )
  })

  test('tells an excluded employee why no figures are shown', async () => {
    renderWidget(createPanel(), { stats: { claudeUsers: 0, participation: 'excluded' } })
    await expect.element(page.getByText('Your usage is not read')).toBeVisible()
    await expect.element(page.getByText(/Only those who keep the directory can change that/)).toBeVisible()
    expect(page.getByText(/admin|e‑mail/).elements()).toEqual([])
  })

  test('shows a problem with its code and request id, and recovers on retry', async () => {
    const { stub } = renderWidget(createPanel(), { faults: { 'GET /employees/{id}/stats': 'not_signed_in' } })
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    await expect.element(page.getByRole('alert')).toMatchTextContent('not_signed_in · Request id: req_011CVb3kPq')
    stub.setFault('GET /employees/{id}/stats', null)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(page.getByRole('heading', { name: 'Claude Code' })).toBeVisible()
  })
})

describe('who can see this', () => {
  test('lists the managers by name when the server returns them', async () => {
    renderWidget(createPanel())
    await page.getByText('Who can see this').click()
    await expect.element(page.getByText(/Never peers/)).toBeVisible()
    await expect
      .element(page.getByText('The managers above, at every level: Tomás Ribeiro and Ines Ferreira'))
      .toBeVisible()
  })

  test('opens below the links, so that none of them moves', async () => {
    await page.viewport(1280, 800)
    renderWidget(createPanel())
    const link = page.getByText('Who can see this')
    await expect.element(link).toBeVisible()
    const readPosition = () => {
      const { left, top } = link.element().getBoundingClientRect()
      // The figures above the footer can still arrive.
      return { left, top: top - (link.element().closest('footer')?.getBoundingClientRect().top ?? 0) }
    }
    const position = readPosition()
    await link.click()
    const content = page.getByText(/Never peers/)
    await expect.element(content).toBeVisible()
    expect(readPosition()).toEqual(position)
    const { bottom } = page.getByText('About this data').element().getBoundingClientRect()
    expect(content.element().getBoundingClientRect().top).toBeGreaterThanOrEqual(bottom)
  })

  test('addresses the employee', async () => {
    renderWidget(createPanel({ employeeName: 'Maya Chen' }))
    await page.getByText('Who can see this').click()
    await expect.element(page.getByRole('listitem').filter({ hasText: /^You$/ })).toBeVisible()
    await expect.element(page.getByText('Every view by someone else is recorded, and you can see it.')).toBeVisible()
  })

  test('says “Nobody else” if the figures count only in the totals', async () => {
    renderWidget(createPanel(), { access: { ...accessLogs.empty, onlySelf: true } })
    await page.getByText('Who can see this').click()
    await expect.element(page.getByText('Nobody else', { exact: true })).toBeVisible()
    expect(page.getByText(/everyone’s figures/).query()).toBeNull()
  })

  test('states the rule to everyone else, and requests no names for them', async () => {
    const { stub } = renderWidget(createPanel(), {}, { viewerId: 'e-9' })
    await page.getByText('Who can see this').click()
    await expect.element(page.getByText('The managers above them, at every level')).toBeVisible()
    expect(stub.requests.filter(({ path }) => path.endsWith('/access'))).toEqual([])
  })

  test('states the rule when the names cannot be read', async () => {
    renderWidget(createPanel(), { faults: { 'GET /employees/{id}/access': 'not_found' } })
    await page.getByText('Who can see this').click()
    await expect.element(page.getByText('The managers above you, at every level')).toBeVisible()
    expect(page.getByRole('alert').query()).toBeNull()
  })

  test('says that someone who has left sees nothing', async () => {
    renderWidget(createPanel(), { stats: { archivedOn: '2026-09-30' } }, { viewerId: 'e-9' })
    await page.getByText('Who can see this').click()
    await expect.element(page.getByText('Maya Chen has left and sees nothing')).toBeVisible()
  })

  test('requests nothing until it is opened', async () => {
    const { stub } = renderWidget(createPanel())
    await expect.element(page.getByRole('heading', { name: 'Claude Code' })).toBeVisible()
    expect(stub.requests.filter(({ path }) => path.endsWith('/access'))).toEqual([])
  })
})

describe('a stat’s chart', () => {
  const getSlider = (name: string) => page.getByRole('slider', { name })
  const getChartField = () => page.elementLocator(document.querySelector('.claude-Chart-field') ?? document.body)
  /** Returns the text above the chart: the selected point, or the chart's name if none is selected. */
  const getReadout = () => document.querySelector('.claude-Chart-reading')?.textContent
  const waitForPaint = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const openWithKeyboard = async (label: string) => {
    await openProduct('Claude Code')
    const summary = page.getByText(label, { exact: true })
    await expect.element(summary.first()).toBeVisible()
    await tabTo(label, { element: () => summary.first().element().closest('summary') ?? document.body })
    await userEvent.keyboard('{Enter}')
  }

  test('has a name and a summary', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    await page.getByText('Commits', { exact: true }).click()
    await expect.element(getSlider('Commits per day')).toBeInTheDocument()
    await expect
      .element(
        page.getByText(
          /^Commits per day, 22 Oct – 20 Nov\. Highest \d+ \(.+\), lowest 0\. Days that may still change are left out\.$/,
        ),
      )
      .toBeVisible()
  })

  test('can be read day by day with the keyboard alone', async () => {
    renderWidget(createPanel(), { stats: { missing: ['2026-11-19'] } })
    await openWithKeyboard('Commits')
    await expect.element(getSlider('Commits per day')).toBeInTheDocument()
    expect(getReadout()).toMatch(/^\d+ commits Fri 13 Nov$/)

    await tabTo('the chart', getSlider('Commits per day'))
    // The newest days may still change, so the chart starts at the last settled day.
    await expect.poll(getReadout).toMatch(/^\d+ commits Fri 13 Nov$/)
    await userEvent.keyboard('{End}')
    await expect.poll(getReadout).toMatch(/^\d+ commits Fri 20 Nov · may still change$/)
    await userEvent.keyboard('{ArrowLeft}')
    await expect.poll(getReadout).toBe('not read Thu 19 Nov')
    await expect.element(getSlider('Commits per day')).toHaveAttribute('aria-valuetext', 'Thu 19 Nov, not read')
    await userEvent.keyboard('{Home}')
    await expect.poll(getReadout).toMatch(/^\d+ commits Thu 22 Oct$/)
    await userEvent.keyboard('{End}')
    await expect.poll(getReadout).toMatch(/Fri 20 Nov/)

    await userEvent.keyboard('{Tab}')
    await expect.poll(getReadout).toMatch(/Fri 13 Nov$/)
  })

  test('mirrors the keys and the pointer in right-to-left pages', async () => {
    document.documentElement.dir = 'rtl'
    renderWidget(createPanel())
    await openWithKeyboard('Commits')
    await expect.element(getSlider('Commits per day')).toBeInTheDocument()
    await tabTo('the chart', getSlider('Commits per day'))
    await userEvent.keyboard('{ArrowRight}')
    await expect.poll(getReadout).toMatch(/Thu 12 Nov/)
    await getChartField().hover({ position: { x: 3, y: 20 } })
    await expect.poll(getReadout).toMatch(/Fri 20 Nov/)
  })

  test('shows the rate by week', async () => {
    renderWidget(createPanel())
    await openWithKeyboard('Edit acceptance rate')
    await expect.element(getSlider('Edit Acceptance Rate per week')).toBeInTheDocument()
    await expect.poll(getReadout).toMatch(/^\d+% 2 Nov – 8 Nov$/)
  })

  test('shows the day under the mouse until the mouse leaves', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    await page.getByText('Commits', { exact: true }).click()
    await expect.element(getSlider('Commits per day')).toBeInTheDocument()
    const { width } = getChartField().element().getBoundingClientRect()
    await getChartField().hover({ position: { x: width * (0.5 / 30), y: 20 } })
    await expect.poll(getReadout).toMatch(/Thu 22 Oct/)
    await getChartField().hover({ position: { x: width * (12.5 / 30), y: 20 } })
    await expect.poll(getReadout).toMatch(/Tue 3 Nov/)
    await page.getByText('Claude usage', { exact: true }).hover()
    await expect.poll(getReadout).toMatch(/Fri 13 Nov$/)
  })

  test('keeps showing the touched day after the finger lifts', async () => {
    renderWidget(createPanel())
    await openProduct('Claude Code')
    await page.getByText('Commits', { exact: true }).click()
    await expect.element(getSlider('Commits per day')).toBeInTheDocument()
    const { left, top, width } = getChartField().element().getBoundingClientRect()
    const touch = { pointerType: 'touch', bubbles: true, clientX: left + width * (2.5 / 30), clientY: top + 20 }
    getChartField().element().dispatchEvent(new PointerEvent('pointerdown', touch))
    await expect.poll(getReadout).toMatch(/Sat 24 Oct/)
    getChartField().element().dispatchEvent(new PointerEvent('pointerout', touch))
    await waitForPaint()
    expect(getReadout()).toMatch(/Sat 24 Oct/)
  })

  test('can be switched to a table of its points, newest first', async () => {
    renderWidget(createPanel(), { stats: { missing: ['2026-11-03'] } })
    await openWithKeyboard('Commits')
    const toTable = page.getByRole('button', { name: 'Show this as a table' })
    await expect.element(toTable).toBeVisible()
    await tabTo('the table', toTable)
    await userEvent.keyboard('{Enter}')
    const table = page.getByRole('region', { name: 'Commits per day' })
    const rows = table.getByRole('row')
    await expect.element(rows.nth(1)).toMatchTextContent(/Fri 20 Nov.*may still change.*commits/)
    await expect.element(table.getByRole('row', { name: /Tue 3 Nov not read/ })).toBeInTheDocument()
    expect(rows.elements()).toHaveLength(1 + 30)
    expect(document.activeElement?.textContent).toBe('Show this as a chart')
  })
})

test('opens and closes a product with the keyboard, in place', async () => {
  renderWidget(createPanel())
  const heading = page.getByRole('heading', { name: 'Claude Code' })
  await expect.element(heading).toBeVisible()
  await tabTo('Claude Code', { element: () => heading.element().closest('summary') ?? document.body })
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('Commits', { exact: true })).toBeVisible()
  expect(document.activeElement).toBe(heading.element().closest('summary'))
  await userEvent.keyboard(' ')
  await expect.element(page.getByText('Commits', { exact: true })).not.toBeVisible()
})

test('shows the active days of products in every period', async () => {
  renderWidget(createPanel({ reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } }))
  await expect.element(page.getByText('22 active days').first()).toBeVisible()
  await getPeriodOption('Review H2').click({ force: true })
  await expect.element(page.getByText('Maya Chen · 1 Jul – 31 Oct')).toBeVisible()
  await expect.element(page.getByText('88 active days').first()).toBeVisible()
})

describe('in German', () => {
  const german = { locale: 'de', texts: de }
  const englishTexts = Object.values(enStatsPanel).filter((text) => typeof text === 'string' && !text.includes('{'))

  test('no text of the widget is English', async () => {
    await page.viewport(320, 800)
    renderWidget(createPanel(), { stats: { missing: ['2026-11-03'], isLowerBound: true } }, german)
    await expect.element(page.getByRole('heading', { name: 'Claude-Nutzung' })).toBeVisible()
    for (const name of ['Chat', 'Claude Code', 'Skills und Konnektoren']) await openProduct(name)
    for (const label of ['Unterhaltungen', 'Annahmequote', 'Skill-Nutzung']) await findRow(label).first().click()
    await page.getByText('Wer das sehen kann').click()
    await page.getByText('Über diese Daten').click()
    await expect.element(page.getByText(/Nie Kolleginnen und Kollegen/)).toBeVisible()
    await expect.element(page.getByRole('slider', { name: 'Unterhaltungen pro Tag' })).toBeInTheDocument()
    const shownText = document.querySelector('.claude-StatsPanel')?.textContent ?? ''
    expect(englishTexts.filter((text) => shownText.includes(String(text)))).toEqual([])
    expect(shownText).not.toMatch(/\b(the|of|and|days?|per|from|not)\b/)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })

  test('the empty state and the reason of a connection problem are translated', async () => {
    renderWidget(
      createPanel(),
      { stats: { firstReadDay: '2026-11-21' }, connection: connections.needsAttention },
      german,
    )
    await expect.element(page.getByText('Claude lässt sich zurzeit nicht lesen')).toBeVisible()
    await expect.element(page.getByText(/Claude nimmt diesen Schlüssel nicht an\. Damit lässt sich/)).toBeVisible()
  })
})

test('fits a 320-pixel phone in both text directions', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    renderWidget(createPanel({ reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } }))
    await expect.element(page.getByRole('heading', { name: 'Excel' }).first()).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  }
})
