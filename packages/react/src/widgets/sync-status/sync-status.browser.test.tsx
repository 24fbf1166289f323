import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connections, omitAdminFields } from '../../test/fixtures.ts'
import { reconciliations } from '../../test/reconciliation-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { SyncStatus } from './sync-status.tsx'

const getButton = (name: string) => page.getByRole('button', { name, exact: true })

test('tells an admin how current the figures are, and lets them sync with the keyboard alone', async () => {
  const { stub } = renderWidget(<SyncStatus />)
  await expect.element(page.getByText('Up to date')).toBeVisible()
  await expect.element(page.getByText(/read through 20 Nov\. Claude may still revise the figures from/)).toBeVisible()
  await tabTo('Sync now', getButton('Sync now'))
  await userEvent.keyboard('{Enter}')
  await expect.element(getButton('Syncing now')).toHaveAttribute('aria-disabled', 'true')
  await expect.element(getButton('Syncing now')).toHaveFocus()
  await expect.element(page.getByText('A sync has started.')).toBeInTheDocument()
  expect(stub.requests).toContainEqual({ method: 'POST', path: '/api/claude/sync', body: {} })
})

test('tells an employee how current the figures are, without buttons', async () => {
  renderWidget(<SyncStatus />, { connection: omitAdminFields(connections.connected) })
  await expect.element(page.getByText(/read through 20 Nov/)).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
})

test('lists missing days on request with the keyboard alone', async () => {
  renderWidget(<SyncStatus />, { connection: connections.gaps })
  await expect.element(page.getByText(/days are missing/)).toBeVisible()
  const missingDays = page.getByText(/^12 Mar, 3 Nov and 5 Nov – 6 Nov\. The figures of these days/)
  expect(missingDays.element().checkVisibility()).toBe(false)
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(missingDays).toBeVisible()
})

test('tells admins what to do when attention is needed, and tells others that they have nothing to do', async () => {
  const { unmount } = renderWidget(<SyncStatus />, { connection: connections.needsAttention })
  await expect.element(page.getByText(/Claude does not accept this key/)).toBeVisible()
  await expect.element(page.getByText(/replace it in the Claude settings/)).toBeVisible()
  await expect.element(getButton('Try again')).toBeVisible()
  unmount()
  renderWidget(<SyncStatus />, { connection: omitAdminFields(connections.needsAttention) })
  await expect.element(page.getByText(/you have nothing to do/)).toBeVisible()
})

test('shows a warning about an old directory only to admins', async () => {
  const { unmount } = renderWidget(<SyncStatus />, { connection: connections.oldDirectory })
  await expect.element(page.getByText('The employee directory is not up to date')).toBeVisible()
  await expect
    .element(page.getByText(/last read on 20 Nov\. If this lasts, managers see nobody from 24 Nov on/))
    .toBeVisible()
  unmount()
  renderWidget(<SyncStatus />, { connection: omitAdminFields(connections.oldDirectory) })
  await expect.element(page.getByText(/read through 20 Nov/)).toBeVisible()
  expect(page.getByText(/directory/).query()).toBeNull()
})

test('shows backfill progress to everyone', async () => {
  renderWidget(<SyncStatus />, { connection: omitAdminFields(connections.backfilling) })
  await expect
    .element(page.getByRole('progressbar'))
    .toHaveAttribute('aria-valuetext', '120 of 324 days, about 11 minutes left')
})

test('explains a problem and loads the status on retry', async () => {
  const { stub } = renderWidget(<SyncStatus />, { faults: { 'GET /connection': 'not_signed_in' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.setFault('GET /connection', null)
  await getButton('Try again').click()
  await expect.element(page.getByText('Up to date')).toBeVisible()
})

test('explains beside the button why a sync could not start', async () => {
  renderWidget(<SyncStatus />, { faults: { 'POST /sync': 'rate_limited' } })
  await getButton('Sync now').click()
  await expect.element(page.getByRole('alert')).toMatchTextContent('allows no more requests this minute')
})

test('shows which months equal Claude’s totals, and checks all of them again with the keyboard alone', async () => {
  const { stub } = renderWidget(<SyncStatus />)
  await expect.element(page.getByRole('heading', { name: 'Checked against Claude’s totals' })).toBeVisible()
  expect(page.getByRole('list').getByRole('listitem').elements()).toHaveLength(10)
  await expect.element(page.getByRole('listitem').filter({ hasText: 'Oct 2026: equal' })).toBeInTheDocument()
  await expect
    .element(
      page.getByRole('paragraph').filter({ hasText: 'Jun 2026: Chat Messages and Commits differ for one person.' }),
    )
    .toBeVisible()
  await tabTo('Check all again', getButton('Check all again'))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('All months are being checked again.')).toBeInTheDocument()
  expect(stub.requests).toContainEqual({ method: 'POST', path: '/api/claude/reconciliation', body: {} })
  await expect.element(getButton('Check all again')).toHaveFocus()
})

test('lists on request, with the keyboard alone, who differs and by how much, and requests nothing before', async () => {
  const { stub } = renderWidget(<SyncStatus />)
  const summary = page.getByText('Who, and by how much')
  await expect.element(summary).toBeVisible()
  const findingsPath = '/api/claude/reconciliation/findings'
  expect(stub.requests.map(({ path }) => path)).not.toContain(findingsPath)
  await userEvent.keyboard('{Tab}{Enter}')
  const table = page.getByRole('region', { name: 'Differences to Claude’s totals' })
  await expect.element(table.getByRole('row').nth(1)).toMatchTextContent(/^Maya ChenJun 2026.*Messages.*1,2041,210$/)
  await expect
    .element(table.getByRole('row').nth(3))
    .toMatchTextContent(/^Claude account without an employee \(user_01Zr4tNm8QbLc3\)Jun 2026.*Messages.*12none$/)
  expect(stub.requests.filter(({ path }) => path === findingsPath)).toHaveLength(1)
})

test('offers no list of people to a viewer who may not see everyone’s figures, or if no month differs', async () => {
  const reconciliation = { ...reconciliations.oneDiffers, canListFindings: false }
  const { unmount } = renderWidget(<SyncStatus />, { reconciliation })
  await expect.element(page.getByText(/Jun 2026: .* differ for one person/).last()).toBeVisible()
  expect(page.getByText('Who, and by how much').elements()).toEqual([])
  unmount()
  renderWidget(<SyncStatus />, { reconciliation: reconciliations.allEqual })
  await expect.element(page.getByText(/All equal/)).toBeVisible()
  expect(page.getByText('Who, and by how much').elements()).toEqual([])
})

test('says why a month cannot be compared, and says “All equal” only if every month is equal', async () => {
  const { unmount } = renderWidget(<SyncStatus />, { reconciliation: reconciliations.mixed })
  await expect.element(page.getByText('Mar 2026: Claude gives no totals to compare with.').last()).toBeVisible()
  await expect.element(page.getByText('api_error')).toBeVisible()
  expect(page.getByText(/All equal/).elements()).toEqual([])
  unmount()
  renderWidget(<SyncStatus />, { reconciliation: reconciliations.allEqual })
  await expect.element(page.getByText('Last checked on 8 Nov. All equal.')).toBeVisible()
})

test('neither requests nor shows the months for a viewer who may not see them', async () => {
  const { stub } = renderWidget(<SyncStatus />, { connection: omitAdminFields(connections.connected) })
  await expect.element(page.getByText(/read through 20 Nov/)).toBeVisible()
  expect(stub.requests.map(({ path }) => path)).not.toContain('/api/claude/reconciliation')
})

test('explains beside the button why the months could not be checked', async () => {
  renderWidget(<SyncStatus />, { faults: { 'POST /reconciliation': 'not_connected' } })
  await getButton('Check all again').click()
  await expect.element(page.getByRole('alert')).toBeVisible()
})
