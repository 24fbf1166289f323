import type { TotalsResponse } from '@windmill/claude-core'
import { mapAdoptionIds } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connections, omitAdminFields } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { totalsFixtures } from '../../test/totals-fixtures.ts'
import { PublishedTotals } from './published-totals.tsx'

const listRows = () => page.getByRole('row').elements()

test('shows the newest weeks with their counts, and all weeks with the keyboard alone', async () => {
  renderWidget(<PublishedTotals />)
  await expect.element(page.getByText('about 75')).toBeVisible()
  await expect.element(page.getByRole('row', { name: /^2 Nov – 8 Nov 75 60 35 25 15/ })).toBeVisible()
  expect(listRows()).toHaveLength(1 + 13)
  await tabTo('Show all 44 weeks', page.getByRole('button', { name: 'Show all 44 weeks' }))
  await userEvent.keyboard('{Enter}')
  expect(listRows()).toHaveLength(1 + 44)
  await expect.element(page.getByRole('button', { name: 'Show only the newest weeks' })).toHaveFocus()
})

test('shows the same text for 0 to 4 Claude users, and never a zero', async () => {
  const totals: TotalsResponse = {
    weeks: [{ start: '2026-11-02', active: { ...mapAdoptionIds(() => 'fewer_than_5' as const), any: 5 } }],
    seats: null,
  }
  const { unmount } = renderWidget(<PublishedTotals />, { totals })
  await expect.element(page.getByRole('row', { name: /^2 Nov – 8 Nov 5 (fewer than 5 ?){5}$/ })).toBeVisible()
  unmount()
  renderWidget(<PublishedTotals />, {
    totals: { weeks: [{ start: '2026-11-02', active: mapAdoptionIds(() => 'fewer_than_5') }], seats: null },
  })
  await expect.element(page.getByText('fewer than 5').first()).toBeVisible()
  expect(document.body.textContent).not.toMatch(/\b0\b/)
})

test('shows the seats with their day beside the newest week, or no seats if Claude reports none', async () => {
  const { unmount } = renderWidget(<PublishedTotals />)
  const seats = page.getByRole('region', { name: 'Seats in Claude' })
  await expect.element(seats).toMatchTextContent(/82assigned, 3 invitations openAs of 20 Nov, from Claude\./)
  unmount()
  renderWidget(<PublishedTotals />, { totals: { ...totalsFixtures.year, seats: null } })
  await expect.element(page.getByText('about 75')).toBeVisible()
  expect(page.getByText(/seat/i).elements()).toEqual([])
})

test('lists a week without a total, and explains that days are missing', async () => {
  renderWidget(<PublishedTotals />, { totals: totalsFixtures.gap })
  await expect.element(page.getByRole('row', { name: /^19 Oct – 25 Oct No total: days are missing/ })).toBeVisible()
})

test.each([
  ['connected', 'No week is published yet'],
  ['connecting', 'No week is published yet'],
  ['disconnected', 'Claude is not connected'],
  ['needsAttention', 'Claude cannot be read at the moment'],
] as const)('explains why there is no week when the connection is %s', async (state, text) => {
  const connection = omitAdminFields(connections[state])
  renderWidget(<PublishedTotals />, { totals: totalsFixtures.none, connection })
  await expect.element(page.getByText(text)).toBeVisible()
})

test('explains a missing permission without a retry', async () => {
  renderWidget(<PublishedTotals />, { faults: { 'GET /totals': 'not_permitted' } })
  await expect.element(page.getByText('The totals are not shared with you')).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
})

test('explains a problem and loads the totals on retry', async () => {
  const { stub } = renderWidget(<PublishedTotals />, { faults: { 'GET /totals': 'unreachable' } })
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect.element(retry, { timeout: 15_000 }).toBeVisible()
  stub.setFault('GET /totals', null)
  await userEvent.click(retry)
  await expect.element(page.getByText('about 75')).toBeVisible()
})
