import type { ClaudeUsersResponse } from '@windmill/claude-core'
import type { Page } from 'playwright'
import { beforeAll, expect, inject, test } from 'vitest'
import { createExpectations } from './create-expectations.ts'
import { chooseDates, formatExpectedPanel, readStatsPanel } from './stats-panel.ts'
import { startSyncedWindmill } from './synced-windmill.ts'
import type { TestBrowser } from './test-browser.ts'
import { requestAs, type Windmill } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser

beforeAll(async () => {
  const synced = await startSyncedWindmill(inject('postgresUrl'))
  ;({ windmill, browser } = synced)
  return synced.stop
})

test('a person sees their whole history after a suggested link is accepted, and no figures after the link is undone', async () => {
  const { claudeUsers, directory, personas } = windmill.api.organization
  const user = claudeUsers.find(({ email }) => email.endsWith('@halden-labs.example'))
  const person = directory.find(({ id }) => id === user?.employeeId)
  if (!(user && person))
    throw new Error('The stand-in has no Claude user with an address that the directory does not know.')
  const profile = await browser.openPage(windmill.url, person.id, `/people/${person.id}`)
  await profile.getByText('No Claude account is matched').waitFor()

  const settings = await browser.openPage(windmill.url, personas.admin, '/')
  await settings.getByRole('link', { name: 'Claude users' }).click()
  await settings.getByRole('heading', { name: 'Claude users', level: 1 }).waitFor()
  await settings.getByRole('button', { name: `Link ${user.email} to ${person.name}` }).click()
  await settings.getByText(`${user.email} is linked to ${person.name}.`).waitFor()
  await expectHistory(profile, person.id, user.email)

  await settings.getByRole('button', { name: 'Undo' }).click()
  await settings.getByRole('button', { name: `Link ${user.email} to ${person.name}` }).waitFor()
  await expectNoStats(profile)
  await settings.context().close()
  await profile.context().close()
})

test('an admin links an unmatched Claude user, and later undoes the link in the list of changes', async () => {
  const { claudeUsers, directory, personas } = windmill.api.organization
  const user = claudeUsers.find(({ employeeId }) => employeeId === null)
  const person = directory.find(({ id, archivedOn }) => {
    const hasClaudeUser = claudeUsers.some(({ employeeId }) => employeeId === id)
    return archivedOn === null && !hasClaudeUser
  })
  if (!(user && person)) throw new Error('The stand-in has no unmatched Claude user, or no employee without one.')
  const profile = await browser.openPage(windmill.url, person.id, `/people/${person.id}`)
  await profile.getByText('No Claude account is matched').waitFor()

  const settings = await browser.openPage(windmill.url, personas.admin, '/settings/claude-users')
  await settings.getByRole('button', { name: `Change link of ${user.email}` }).click()
  const picker = settings.getByRole('combobox', { name: 'Who uses it?' })
  await picker.fill(person.name)
  await settings.getByRole('option', { name: person.name }).waitFor()
  await picker.press('ArrowDown')
  await picker.press('Enter')
  await settings.getByRole('button', { name: `Link to ${person.name}` }).click()
  await settings.getByText(`${user.email} is linked to ${person.name}.`).waitFor()
  await expectHistory(profile, person.id, user.email)

  await settings.reload()
  await settings.getByRole('radio', { name: /^Matched/ }).check({ force: true })
  await settings.getByRole('searchbox', { name: 'Search by e‑mail or name' }).fill(user.email)
  await settings.getByRole('button', { name: `Change link of ${user.email}` }).click()
  // Takes the innermost item: the list of changes is nested in the Claude user's own list item.
  const change = settings
    .getByRole('listitem')
    .filter({ hasText: `from nobody to ${person.name}` })
    .last()
  await change.getByRole('button', { name: 'Undo' }).click()
  await settings.getByText(`${user.email} is linked to nobody.`).waitFor()
  await expectNoStats(profile)
  await settings.context().close()
  await profile.context().close()
})

test('Integrations asks an admin to match accounts only while one is neither matched nor ignored', async () => {
  const { admin } = windmill.api.organization.personas
  const request = (path: string, init?: RequestInit) => requestAs(windmill.url, admin, `/api/claude${path}`, init)
  const open = (await (await request('/claude-users?state=unmatched')).json()) as ClaudeUsersResponse
  expect(open.claudeUsers.length).toBeGreaterThan(1)
  const settings = await browser.openPage(windmill.url, admin, '/settings/integrations')
  await settings.getByText(`${open.claudeUsers.length} Claude accounts are not matched to an employee.`).waitFor()

  for (const { id } of open.claudeUsers) {
    const body = JSON.stringify({ decision: 'ignore' })
    expect((await request(`/claude-users/${id}/link`, { method: 'PUT', body })).status).toBe(200)
  }
  await settings.reload()
  await settings.getByText(`accounts matched, ${open.claudeUsers.length} ignored`).waitFor()
  expect(await settings.getByText('not matched to an employee').count()).toBe(0)
  await settings.context().close()
})

/** Expects the profile to show all stats that the stand-in has for this address since 1 January. */
const expectHistory = async (profile: Page, employeeId: string, email: string): Promise<void> => {
  const { organization, truth } = windmill.api
  const directory = organization.directory.map((person) =>
    person.id === employeeId ? { ...person, emails: [email] } : person,
  )
  const expectations = createExpectations({ truth, organization: { ...organization, directory } })
  const period = { from: '2026-01-01', to: truth.latestDay() } as const
  const expected = expectations.computeStats(employeeId, period)
  expect(expected['chat.messages'].value).toBeGreaterThan(0)
  await profile.reload()
  await chooseDates(profile, period)
  expect(await readStatsPanel(profile)).toEqual(formatExpectedPanel(expected))
}

/** Expects the profile to show no figures, because no Claude user is linked. */
const expectNoStats = async (profile: Page): Promise<void> => {
  await profile.reload()
  await profile.getByText('No Claude account is matched').waitFor()
  expect(await profile.locator('.claude-Figure').count()).toBe(0)
}
