import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { logs } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { AuditLog } from './audit-log.tsx'

const getLine = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

test('shows who read what about which people, by day in local time, and how long entries are kept', async () => {
  renderWidget(<AuditLog />)
  await expect.element(page.getByRole('heading', { name: 'Access and change history' })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: /^21 Nov/ })).toBeVisible()
  await expect
    .element(getLine('viewed the page of Maya Chen'))
    .toMatchTextContent(
      /^Tomás Ribeiro viewed the page of Maya Chen for 22 Oct – 20 Nov, compared with 22 Sept? – 21 Oct2 times, last at 10:20$/,
    )
  await expect
    .element(getLine('for a review'))
    .toMatchTextContent(/^Ines Ferreira, standing in for Rosa Marín, viewed the figures of Maya Chen/)
  await expect.element(page.getByText(/^Kept for 365 days/)).toBeVisible()
})

test('merges a read about many people into one line, which opens to list all names', async () => {
  renderWidget(<AuditLog />)
  const line = getLine('last used Claude')
  await expect
    .element(line)
    .toMatchTextContent(/^Ines Ferreira saw when Aiko Tanaka, Ben Okafor and 4 others last used Claude/)
  expect(line.elements()).toHaveLength(1)
  const names = line.getByText('Aiko Tanaka, Ben Okafor, Chiara Conti, David Levi, Elif Yilmaz and Femi Adeyemi')
  await expect.element(names).not.toBeVisible()
  await userEvent.click(line.getByText('All 6 names'))
  await expect.element(names).toBeVisible()
})

test('loads older entries on request and moves the focus to them', async () => {
  const { stub } = renderWidget(<AuditLog />)
  const olderButton = page.getByRole('button', { name: 'Show older' })
  await expect.element(olderButton).toBeVisible()
  await tabTo('Show older', olderButton)
  await userEvent.keyboard('{Enter}')
  await expect.element(getLine('to be stored again')).toHaveFocus()
  await expect.element(getLine('disconnected Claude and erased all figures')).toBeVisible()
  expect(olderButton.query()).toBeNull()
  expect(stub.requests.map(({ path }) => path)).toEqual(['/api/claude/log', '/api/claude/log?page=20'])
})

test('keeps the list and explains why older entries could not be loaded', async () => {
  renderWidget(<AuditLog />, { faults: { 'GET /log?page=': 'not_signed_in' } })
  await page.getByRole('button', { name: 'Show older' }).click()
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
})

test('describes an event of an unknown kind without details, with the actor', async () => {
  const [entry] = logs.everyEvent.entries
  const unknownEntries = [
    { ...entry, event: { kind: 'glanced', at: [] } },
    { ...entry, about: 'account', event: { kind: 'tidied' } },
    { ...entry, actor: null, about: { planet: 'Mars' }, event: { kind: 'orbited' } },
  ]
  const answer = Response.json({ entries: unknownEntries, next: null, keptForDays: 365 })
  renderWidget(<AuditLog />, {}, { fetch: async () => answer.clone() })
  await expect
    .element(getLine('glanced'))
    .toMatchTextContent(/^Tomás Ribeiro did something that has no description here yet: glanced about Maya Chen/)
  await expect.element(getLine('tidied')).toMatchTextContent(/^Tomás Ribeiro did something .* yet: tidied \d/)
  await expect.element(getLine('orbited')).toMatchTextContent(/^This app did something .* yet: orbited \d/)
})

test('shows a message if nothing is recorded yet', async () => {
  renderWidget(<AuditLog />, { log: logs.empty })
  await expect.element(page.getByText('Nothing is recorded yet')).toBeVisible()
})

test('explains a missing permission without a retry', async () => {
  renderWidget(<AuditLog />, { faults: { 'GET /log': 'not_permitted' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('not_permitted')
  expect(page.getByRole('button').elements()).toEqual([])
})

test('explains a problem and loads the log on retry', async () => {
  const { stub } = renderWidget(<AuditLog />, { faults: { 'GET /log': 'not_signed_in' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.setFault('GET /log', null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(getLine('viewed the page of Maya Chen')).toBeVisible()
})

test('fits into 320 pixels in both writing directions', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = renderWidget(<AuditLog />)
    await expect.element(getLine('viewed the page of Maya Chen')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    unmount()
  }
  document.documentElement.dir = ''
})
