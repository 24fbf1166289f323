import type { Period } from '@windmill/claude-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connectionKey } from '../../data/query/query-keys.ts'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { connections, omitAdminFields } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { de } from '../../texts/de/index.ts'
import { AdoptionOverview } from './adoption-overview.tsx'

const thirtyDays = { from: '2026-10-22', to: '2026-11-20' } as const
const getPeriodOption = (name: string) => page.getByRole('radio', { name, exact: true })
const slider = page.getByRole('slider', { name: 'Active people per day' })
/** Returns the query strings of the requests for adoption figures, in order. */
const listAdoptionQueries = (requests: readonly { readonly path: string }[]) =>
  requests.filter(({ path }) => path.includes('/adoption?')).map(({ path }) => path.split('?')[1])
const findTeam = (name: string) => page.getByRole('row').filter({ hasText: name })

afterEach(() => {
  document.documentElement.dir = ''
})

describe('adoption figures', () => {
  test('cover all employees over the 90 days up to the newest day', async () => {
    const { stub } = renderWidget(<AdoptionOverview />)
    await expect.element(page.getByText(/109 matched to a Claude account\. No data for the other 11\./)).toBeVisible()
    expect(listAdoptionQueries(stub.requests)).toEqual(['from=2026-08-23&to=2026-11-20&bucket=week'])
  })

  test('start with the weekly average, name its weeks, and compare it with the previous period', async () => {
    renderWidget(<AdoptionOverview />)
    const { weekly, previousWeekly } = createAdoptionFixture({ period: { from: '2026-08-23', to: '2026-11-20' } })
    const [average, previous] = [weekly, previousWeekly].map(({ active }) => Math.round(active.any ?? 0))
    const figure = page.getByRole('region', { name: 'Weekly active people, on average' })
    await expect.element(figure).toMatchTextContent(new RegExp(`average${average}of 120 people · \\d+%`))
    await expect.element(figure).toMatchTextContent(new RegExp(`from ${previous}|was ${previous}`))
    await expect.element(figure).toMatchTextContent(/Over 11 settled weeks, 24 Aug – 8 Nov/)
  })

  test('show the weekly average as unknown, and no weekly shares of teams, before a whole week is settled', async () => {
    renderWidget(<AdoptionOverview period={{ from: '2026-11-14', to: '2026-11-20' }} />)
    const figure = page.getByRole('region', { name: 'Weekly active people, on average' })
    await expect.element(figure).toMatchTextContent(/–not known ?Known once this period has a whole week/)
    expect(
      page
        .getByRole('region', { name: 'By team, in numbers' })
        .getByText(/%|point/)
        .elements(),
    ).toEqual([])
  })

  test('show the seats and their day in a section of their own, but not if the figures cover only the people below a manager', async () => {
    const { unmount } = renderWidget(<AdoptionOverview />)
    const seats = page.getByRole('region', { name: 'Seats in Claude' })
    await expect.element(seats).toMatchTextContent(/126assigned, 3 invitations openAs of 20 Nov, from Claude\./)
    unmount()
    renderWidget(<AdoptionOverview />, { adoption: { manager: 'Cleo Marsh' } })
    await expect.element(page.getByText(/^Everyone below Cleo Marsh/)).toBeVisible()
    expect(seats.elements()).toEqual([])
  })

  test('say how many people are left out, and how many are excluded', async () => {
    renderWidget(<AdoptionOverview period={thirtyDays} />, { adoption: { notShown: 2, excluded: 1 } })
    await expect.element(page.getByText(/2 more people are not counted: their figures are not shown\./)).toBeVisible()
    await expect.element(page.getByText(/One person is excluded: nothing of theirs is read\./)).toBeVisible()
  })

  test('follow custom dates', async () => {
    const { stub } = renderWidget(<AdoptionOverview period={thirtyDays} />)
    await getPeriodOption('Custom').click({ force: true })
    await page.getByLabelText('From').fill('2026-11-10')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect.poll(() => listAdoptionQueries(stub.requests).at(-1)).toBe('from=2026-11-10&to=2026-11-20&bucket=day')
  })

  test('count everyone active as either new, regular or occasional, and define regular', async () => {
    renderWidget(<AdoptionOverview period={thirtyDays} />)
    await expect.element(page.getByText('Active on at least 9 of 30 read days, weekends included.')).toBeVisible()
    const getCount = (name: string) =>
      Number(
        page.getByText(name, { exact: true }).element().parentElement?.querySelector('.claude-Figure')?.textContent,
      )
    expect(getCount('New') + getCount('Regular') + getCount('Occasional')).toBe(63)
  })

  test('define regular by the days that were read, even if only one day was read', async () => {
    renderWidget(<AdoptionOverview period={{ from: '2026-11-19', to: '2026-11-19' }} />)
    await expect.element(page.getByText('Active on 1 of 1 day that was read.')).toBeVisible()
    expect(page.getByText(/every seven/).elements()).toEqual([])
  })

  test('list every team by name, with a link to it that keeps the shown period, and everyone else in the last row', async () => {
    const teamHref = (id: string, { from, to }: Period) => `/people/${id}/team?from=${from}&to=${to}`
    renderWidget(<AdoptionOverview period={{ from: '2026-07-01', to: '2026-09-30' }} teamHref={teamHref} />)
    await expect
      .element(page.getByRole('link', { name: 'Team of Aiko Tanaka' }))
      .toHaveAttribute('href', '/people/aiko-tanaka/team?from=2026-07-01&to=2026-09-30')
    // The row has the people, the weekly share, two averages, the trend and the change in points.
    await expect
      .element(findTeam('Aiko Tanaka'))
      .toMatchTextContent(/^Team of Aiko Tanaka26 3 not matched\d+%[\d.]+[\d.]+[+−]?\d/)
    const names = page.getByRole('rowheader', { name: /^Team of|^Everyone else/ }).elements()
    expect(names.map((name) => name.textContent)).toEqual([
      ...['Aiko Tanaka', 'Ben Okafor', 'Lena Vogt', 'Noor Haddad', 'Tomás Ribeiro', 'Uma Rao', 'Yusuf Demir'].map(
        (name) => `Team of ${name}`,
      ),
      'Everyone else',
    ])
  })

  test('say how many people of each team are not matched, so that a low number is not read as little use', async () => {
    renderWidget(<AdoptionOverview />, {
      adoption: { teams: { 'Aiko Tanaka': 6, 'Ben Okafor': 5 }, linkedPercent: 67 },
    })
    const team = page.getByRole('row', { name: /Aiko Tanaka/ })
    await expect.element(team.getByText('2 not matched')).toBeVisible()
  })

  test('can be grouped by an attribute with the keyboard, without links', async () => {
    const { stub } = renderWidget(
      <AdoptionOverview attributes={[{ name: 'department', label: 'Department' }]} teamHref={(id) => id} />,
    )
    const team = page.getByRole('radio', { name: 'Team', exact: true })
    await expect.element(team).toBeChecked()
    await tabTo('Team', team)
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByRole('heading', { name: 'By Department' })).toBeVisible()
    await expect.element(page.getByRole('rowheader', { name: 'Aiko Tanaka', exact: true })).toBeVisible()
    expect(page.getByRole('link').elements()).toEqual([])
    expect(listAdoptionQueries(stub.requests).at(-1)).toBe('from=2026-08-23&to=2026-11-20&bucket=week&by=department')
  })

  test('are not compared when the previous period is not fully read', async () => {
    renderWidget(<AdoptionOverview period={thirtyDays} />, { adoption: { firstReadDay: '2026-11-01' } })
    await expect
      .element(page.getByText(/New people are known only once all of the previous period is read/))
      .toBeVisible()
    expect(page.getByRole('columnheader', { name: 'Change' }).elements()).toEqual([])
    expect(page.getByText(/^from \d+$/).elements()).toEqual([])
  })

  test('are requested again after a sync', async () => {
    const { stub, queryClient } = renderWidget(<AdoptionOverview period={thirtyDays} />)
    await expect.element(slider).toBeInTheDocument()
    const key = connectionKey({ baseUrl: '/api/claude', viewerId: 'e-17' })
    queryClient.setQueryData(key, { ...connections.connected, lastSyncAt: '2026-11-22T11:00:09Z' })
    await expect.poll(() => listAdoptionQueries(stub.requests)).toHaveLength(2)
  })
})

describe('with the keyboard', () => {
  test('the chart can be read point by point, starting at the last settled point', async () => {
    renderWidget(<AdoptionOverview period={thirtyDays} />)
    await expect.element(slider).toBeInTheDocument()
    await tabTo('the chart', slider)
    await expect
      .element(slider)
      .toHaveAttribute('aria-valuetext', expect.stringMatching(/^Fri 13 Nov, \d+ people, Chat/))
    await userEvent.keyboard('{End}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Fri 20 Nov, 29 people/))
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Thu 19 Nov, 26 people/))
    await userEvent.keyboard('{Home}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Thu 22 Oct, 26 people/))
    await expect.element(page.getByText(/26 people Thu 22 Oct/)).toBeVisible()
  })

  test('the period can be changed, and the host is notified', async () => {
    const onPeriodChange = vi.fn()
    const { stub } = renderWidget(<AdoptionOverview period={thirtyDays} onPeriodChange={onPeriodChange} />)
    await expect.element(slider).toBeInTheDocument()
    await tabTo('30 days', getPeriodOption('30 days'))
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByText('23 Aug – 20 Nov', { exact: true })).toBeVisible()
    expect(onPeriodChange).toHaveBeenCalledWith({ from: '2026-08-23', to: '2026-11-20' })
    expect(listAdoptionQueries(stub.requests).at(-1)).toBe('from=2026-08-23&to=2026-11-20&bucket=week')
    await expect.element(page.getByRole('heading', { name: 'Active people per week' })).toBeVisible()
  })

  test('the chart can be switched to a table', async () => {
    renderWidget(<AdoptionOverview period={thirtyDays} />)
    const button = page.getByRole('button', { name: 'Show as table' })
    await expect.element(button).toBeVisible()
    await tabTo('Show as table', button)
    await userEvent.keyboard('{Enter}')
    const table = page.getByRole('region', { name: 'Active people per day, in numbers' })
    await expect.element(table).toBeVisible()
    expect(table.getByRole('row').elements()).toHaveLength(1 + 30 + 1)
    await expect.element(page.getByRole('button', { name: 'Show as charts' })).toHaveFocus()
  })
})

test('the chart shows the point under the pointer in both text directions', async () => {
  for (const direction of ['ltr', 'rtl'] as const) {
    document.documentElement.dir = direction
    const { unmount } = renderWidget(<AdoptionOverview period={thirtyDays} />)
    await expect.element(slider).toBeInTheDocument()
    const plot = document.querySelector('.claude-AdoptionOverview .claude-Chart-field') as HTMLElement
    const box = plot.getBoundingClientRect()
    const x = direction === 'ltr' ? box.left + 1 : box.right - 1
    plot.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: box.top + 5, bubbles: true }))
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Thu 22 Oct, /))
    unmount()
  }
})

test('tells a viewer without access who the page is for, and shows no period picker', async () => {
  renderWidget(<AdoptionOverview period={thirtyDays} />, {
    connection: omitAdminFields(connections.connected),
    faults: { 'GET /adoption': 'not_found' },
  })
  await expect.element(page.getByText('This page is for managers')).toBeVisible()
  expect(page.getByRole('radio').elements()).toEqual([])
})

test('shows a problem and recovers on retry', async () => {
  const { stub } = renderWidget(<AdoptionOverview period={thirtyDays} />, {
    faults: { 'GET /adoption': 'not_signed_in' },
  })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.setFault('GET /adoption', null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText(/of 120 people used Claude/)).toBeVisible()
})

/** Name, text direction and provider props of each layout. */
const layouts = [
  ['from left to right', 'ltr', {}],
  ['from right to left', 'rtl', {}],
  ['in German', 'ltr', { locale: 'de', texts: de }],
] as const

test.each(layouts)('fits a 320-pixel phone, %s', async (_name, direction, providerProps) => {
  await page.viewport(320, 800)
  document.documentElement.dir = direction
  renderWidget(<AdoptionOverview period={thirtyDays} />, {}, providerProps)
  await expect.element(page.getByRole('row', { name: /Aiko Tanaka/ })).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  for (const table of document.querySelectorAll('.claude-Table')) {
    expect(table.scrollWidth).toBeLessThanOrEqual(table.clientWidth)
  }
})

test.each(layouts)(
  'no label under the chart overlaps another label or the edge, %s',
  async (_name, direction, providerProps) => {
    await page.viewport(320, 800)
    document.documentElement.dir = direction
    // Seven days, so that every day has a label, including the last.
    renderWidget(<AdoptionOverview period={{ from: '2026-11-14', to: '2026-11-20' }} />, {}, providerProps)
    await expect.element(page.getByRole('slider')).toBeVisible()
    const cardBox = document.querySelector('.claude-root')?.getBoundingClientRect()
    const labelBoxes = [...document.querySelectorAll('.claude-Chart-axis span')]
      .filter((label) => getComputedStyle(label).visibility === 'visible')
      .map((label) => {
        const range = document.createRange()
        range.selectNodeContents(label)
        return range.getBoundingClientRect()
      })
      .sort((a, b) => a.left - b.left)
    expect(labelBoxes.length).toBeGreaterThan(2)
    for (const [index, { left, right }] of labelBoxes.entries()) {
      expect(left).toBeGreaterThan(labelBoxes[index - 1]?.right ?? cardBox?.left ?? Number.NaN)
      expect(right).toBeLessThan(cardBox?.right ?? Number.NaN)
    }
  },
)

test('tells an admin in the language of the host’s texts why nothing can be read', async () => {
  renderWidget(
    <AdoptionOverview period={thirtyDays} />,
    { connection: connections.needsAttention, adoption: { firstReadDay: '2026-11-21' } },
    { locale: 'de', texts: de },
  )
  await expect.element(page.getByText(/^Claude nimmt diesen Schlüssel nicht an\./)).toBeVisible()
  expect(page.getByText(/Claude does not accept this key/).elements()).toEqual([])
})

test('links from “About this data” to the host’s page about the differences to claude.ai, if there is one', async () => {
  const name = 'Where these figures and claude.ai’s own differ, and why'
  const { unmount } = renderWidget(<AdoptionOverview />, {}, { differencesHref: '/about-claude-figures' })
  await page.getByText('About this data').click()
  await expect.element(page.getByRole('link', { name })).toHaveAttribute('href', '/about-claude-figures')
  unmount()
  renderWidget(<AdoptionOverview />)
  await page.getByText('About this data').click()
  await expect.element(page.getByText(/^Days are in UTC/)).toBeVisible()
  expect(page.getByRole('link', { name }).elements()).toEqual([])
})
