import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connections, forEmployees } from '../../test/fixtures.ts'
import { tabTo } from '../../test/keyboard.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { SyncStatus } from './sync-status.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })

test('an admin sees how current the figures are, and syncs with the keyboard alone', async () => {
  const { stub } = await renderWidget(<SyncStatus />)
  await expect.element(page.getByText('Up to date')).toBeVisible()
  await expect.element(page.getByText(/read through 20 Nov\. Claude may still revise the figures from/)).toBeVisible()
  await tabTo('Sync now', button('Sync now'))
  await userEvent.keyboard('{Enter}')
  await expect.element(button('Syncing now')).toHaveAttribute('aria-disabled', 'true')
  await expect.element(button('Syncing now')).toHaveFocus()
  await expect.element(page.getByText('A sync has started.')).toBeInTheDocument()
  expect(stub.requests).toContainEqual({ method: 'POST', path: '/api/claude/sync', body: {} })
})

test('an employee sees the same and nothing to press', async () => {
  await renderWidget(<SyncStatus />, { connection: forEmployees(connections.connected) })
  await expect.element(page.getByText(/read through 20 Nov/)).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
})

test('missing days are named when they are asked for, with the keyboard alone', async () => {
  await renderWidget(<SyncStatus />, { connection: connections.gaps })
  const summary = page.getByText(/days are missing/)
  await expect.element(summary).toBeVisible()
  expect(
    page
      .getByText(/never as zero/)
      .elements()
      .some((text) => text.checkVisibility()),
  ).toBe(false)
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByText(/^12 Mar, 3 Nov and 5 Nov – 6 Nov\. What is missing/)).toBeVisible()
})

test('what is wrong is told in words: to admins with what they can do, to others that it is not for them', async () => {
  const { unmount } = await renderWidget(<SyncStatus />, { connection: connections.needsAttention })
  await expect.element(page.getByText(/Claude does not accept this key/)).toBeVisible()
  await expect.element(page.getByText(/Replace the key in the Claude settings/)).toBeVisible()
  await expect.element(button('Try again')).toBeVisible()
  await unmount()
  await renderWidget(<SyncStatus />, { connection: forEmployees(connections.needsAttention) })
  await expect.element(page.getByText(/you have nothing to do/)).toBeVisible()
})

test('progress through the history is shown to anyone', async () => {
  await renderWidget(<SyncStatus />, { connection: forEmployees(connections.backfilling) })
  await expect
    .element(page.getByRole('progressbar'))
    .toHaveAttribute('aria-valuetext', '120 of 324 days, about 11 minutes left')
})

test('an error says what to do, and the status comes when it is tried again', async () => {
  const { stub } = await renderWidget(<SyncStatus />, { failing: { 'GET /connection': 'not_signed_in' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.fail('GET /connection', null)
  await button('Try again').click()
  await expect.element(page.getByText('Up to date')).toBeVisible()
})

test('a sync that could not be asked for is said beside the button', async () => {
  await renderWidget(<SyncStatus />, { failing: { 'POST /sync': 'rate_limited' } })
  await button('Sync now').click()
  await expect.element(page.getByRole('alert')).toMatchTextContent('allows no more requests this minute')
})
