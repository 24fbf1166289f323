import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connectionKey } from '../../data/query/query-keys.ts'
import { connections, forEmployees } from '../../test/fixtures.ts'
import { tabTo } from '../../test/keyboard.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { de } from '../../texts/de/index.ts'
import { AdoptionOverview } from './adoption-overview.tsx'

const period = (name: string) => page.getByRole('radio', { name, exact: true })
const slider = page.getByRole('slider', { name: 'Read the chart point by point' })
const adoptionQueries = (requests: readonly { readonly path: string }[]) =>
  requests.filter(({ path }) => path.includes('/adoption?')).map(({ path }) => path.split('?')[1])
const findTeam = (name: string) => page.getByRole('row').filter({ hasText: name })

afterEach(() => {
  document.documentElement.dir = ''
})

describe('adoption figures', () => {
  test('cover the 30 days up to the newest day and all employees', async () => {
    const { stub } = renderWidget(<AdoptionOverview />)
    await expect.element(page.getByText(/^63 of 120 people used Claude · 53%/)).toBeVisible()
    await expect
      .element(page.getByText(/109 matched to a Claude account\. What the other 11 did is not known\./))
      .toBeVisible()
    await expect.element(page.getByText('up 17% from 54')).toBeInTheDocument()
    expect(adoptionQueries(stub.requests)).toEqual(['from=2026-10-22&to=2026-11-20&bucket=day'])
  })

  test('follow custom dates', async () => {
    const { stub } = renderWidget(<AdoptionOverview />)
    await period('Custom').click({ force: true })
    await page.getByLabelText('From').fill('2026-11-10')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect.poll(() => adoptionQueries(stub.requests).at(-1)).toBe('from=2026-11-10&to=2026-11-20&bucket=day')
  })

  test('define new, regular and occasional, which add up to everyone active', async () => {
    renderWidget(<AdoptionOverview />)
    await expect.element(page.getByText('Active on at least 2 of every seven days, weekends included.')).toBeVisible()
    const count = (name: string) =>
      Number(
        page.getByText(name, { exact: true }).element().parentElement?.querySelector('.claude-Figure')?.textContent,
      )
    expect(count('New') + count('Regular') + count('Occasional')).toBe(63)
  })

  test('list teams by name, with small teams merged in the last row', async () => {
    renderWidget(<AdoptionOverview />)
    await expect.element(findTeam('Aiko Tanaka')).toMatchTextContent(/Team of Aiko Tanaka13 of 2650%23/)
    const names = page.getByRole('rowheader', { name: /^Team of|^All others/ }).elements()
    expect(names.map((name) => name.textContent)).toEqual([
      ...['Aiko Tanaka', 'Ben Okafor', 'Lena Vogt', 'Noor Haddad', 'Tomás Ribeiro'].map((name) => `Team of ${name}`),
      'All others together',
    ])
    expect(page.getByText(/Uma Rao|Yusuf Demir/).elements()).toEqual([])
  })

  test('are not compared when the previous period is not fully read', async () => {
    renderWidget(<AdoptionOverview />, { adoption: { firstReadDay: '2026-11-01' } })
    await expect.element(page.getByText(/Who is new or lapsed is known only where/)).toBeVisible()
    expect(page.getByRole('columnheader', { name: 'Change' }).elements()).toEqual([])
    expect(page.getByText(/^from \d+$/).elements()).toEqual([])
  })

  test('are reloaded after a sync', async () => {
    const { stub, queryClient } = renderWidget(<AdoptionOverview />)
    await expect.element(slider).toBeInTheDocument()
    const key = connectionKey({ baseUrl: '/api/claude' })
    queryClient.setQueryData(key, { ...connections.connected, lastSyncAt: '2026-11-22T11:00:09Z' })
    await expect.poll(() => adoptionQueries(stub.requests)).toHaveLength(2)
  })
})

describe('with the keyboard', () => {
  test('the chart can be read point by point, starting at the newest', async () => {
    renderWidget(<AdoptionOverview />)
    await expect.element(slider).toBeInTheDocument()
    await tabTo('the chart', slider)
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^20 Nov: 29 people, Chat 22/))
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^19 Nov: 26 people/))
    await userEvent.keyboard('{Home}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^22 Oct: 26 people/))
    await expect.element(page.getByText(/^22 Oct$/).first()).toBeVisible()
  })

  test('the period can be changed, which notifies the host', async () => {
    const onPeriodChange = vi.fn()
    const { stub } = renderWidget(<AdoptionOverview onPeriodChange={onPeriodChange} />)
    await expect.element(slider).toBeInTheDocument()
    await tabTo('30 days', period('30 days'))
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByText(/^23 Aug – 20 Nov, compared with/)).toBeVisible()
    expect(onPeriodChange).toHaveBeenCalledWith({ from: '2026-08-23', to: '2026-11-20' })
    expect(adoptionQueries(stub.requests).at(-1)).toBe('from=2026-08-23&to=2026-11-20&bucket=week')
    await expect.element(page.getByRole('heading', { name: 'Active people per week' })).toBeVisible()
  })

  test('the chart can be switched to a table', async () => {
    renderWidget(<AdoptionOverview />)
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
    const { unmount } = renderWidget(<AdoptionOverview />)
    await expect.element(slider).toBeInTheDocument()
    const plot = document.querySelector('.claude-AdoptionOverview .claude-Chart-field') as HTMLElement
    const box = plot.getBoundingClientRect()
    const x = direction === 'ltr' ? box.left + 1 : box.right - 1
    plot.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: box.top + 5, bubbles: true }))
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^22 Oct: /))
    unmount()
  }
})

test('an employee without reports sees who this page is for, and no period picker', async () => {
  renderWidget(<AdoptionOverview />, {
    connection: forEmployees(connections.connected),
    failing: { 'GET /adoption': 'not_found' },
  })
  await expect.element(page.getByText('This page is for managers and admins')).toBeVisible()
  expect(page.getByRole('radio').elements()).toEqual([])
})

test('shows a problem and recovers on retry', async () => {
  const { stub } = renderWidget(<AdoptionOverview />, { failing: { 'GET /adoption': 'not_signed_in' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.fail('GET /adoption', null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText(/of 120 people used Claude/)).toBeVisible()
})

const phones = [
  ['from left to right', 'ltr', {}],
  ['from right to left', 'rtl', {}],
  ['in German', 'ltr', { locale: 'de', texts: de }],
] as const

test.each(phones)('fits a 320-pixel phone, %s', async (_name, direction, language) => {
  await page.viewport(320, 800)
  document.documentElement.dir = direction
  renderWidget(<AdoptionOverview />, {}, language)
  await expect.element(page.getByRole('row', { name: /Aiko Tanaka/ })).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  for (const table of document.querySelectorAll('.claude-Table')) {
    expect(table.scrollWidth).toBeLessThanOrEqual(table.clientWidth)
  }
})

test.each(phones)(
  'no label under the chart overlaps another one or the edge, %s',
  async (_name, direction, language) => {
    await page.viewport(320, 800)
    document.documentElement.dir = direction
    // Seven days, so that every day has a label, including the last.
    renderWidget(<AdoptionOverview period={{ from: '2026-11-14', to: '2026-11-20' }} />, {}, language)
    await expect.element(page.getByRole('slider')).toBeVisible()
    const card = document.querySelector('.claude-root')?.getBoundingClientRect()
    const days = [...document.querySelectorAll('.claude-Chart-axis span')]
      .filter((day) => getComputedStyle(day).visibility === 'visible')
      .map((day) => {
        const range = document.createRange()
        range.selectNodeContents(day)
        return range.getBoundingClientRect()
      })
      .sort((a, b) => a.left - b.left)
    expect(days.length).toBeGreaterThan(2)
    for (const [index, { left, right }] of days.entries()) {
      expect(left).toBeGreaterThan(days[index - 1]?.right ?? card?.left ?? Number.NaN)
      expect(right).toBeLessThan(card?.right ?? Number.NaN)
    }
  },
)
