import { addDays, type Day, type EmployeeStatsResponse, type Period, statIds } from '@windmill/claude-core'
import { findObservations } from '@windmill/claude-core/observations'
import type { Page } from 'playwright'
import { beforeAll, expect, inject, test } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { computePreviousPeriod, createExpectations } from './expected-stats.ts'
import { formatExpectedPanel, readStatsPanel } from './stats-panel.ts'
import { startSyncedWindmill } from './synced-windmill.ts'
import { requestAs, type Windmill } from './windmill.ts'

// Covers how a manager prepares a 1:1 and a review and looks at the team and at adoption.

let windmill: Windmill
let browser: TestBrowser
let expectations: ReturnType<typeof createExpectations>

beforeAll(async () => {
  const synced = await startSyncedWindmill(inject('postgresUrl'))
  ;({ windmill, browser } = synced)
  expectations = createExpectations(windmill.api)
  return synced.stop
})

const readPerson = async (employee: string) => {
  const { manager } = windmill.api.organization.personas
  const response = await requestAs(windmill.url, manager, `/api/demo/people/${employee}`)
  return (await response.json()) as {
    readonly person: { readonly name: string }
    readonly review: Period
    readonly oneOnOne: { readonly lastOn: Day }
  }
}

/** Opens one of a report's tabs by clicking from the manager's start page. */
const openReport = async (employee: string, tab: string): Promise<Page> => {
  const { manager } = windmill.api.organization.personas
  const { person } = await readPerson(employee)
  const page = await browser.open(windmill.url, manager, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: person.name }).click()
  await page
    .getByRole('navigation', { name: `Pages of ${person.name}` })
    .getByRole('link', { name: tab })
    .click()
  return page
}

/** Finds a report with observations since the last 1:1. Who has any depends on the day of the test run. */
const findReportWithObservations = async (): Promise<{ readonly employee: string; readonly since: Period }> => {
  const { directory, personas } = windmill.api.organization
  for (const { id, managerId } of directory) {
    if (managerId !== personas.manager) continue
    const { oneOnOne } = await readPerson(id)
    const since = { from: addDays(oneOnOne.lastOn, 1), to: windmill.api.truth.latestDay() }
    const path = `/api/claude/employees/${id}/stats?from=${since.from}&to=${since.to}&bucket=day`
    const stats = (await (await requestAs(windmill.url, personas.manager, path)).json()) as EmployeeStatsResponse
    if (findObservations(stats).length > 0) return { employee: id, since }
  }
  throw new Error('Nobody in this team has observations.')
}

test('a 1:1 shows correct changes since the last one and adds them to the agenda', async () => {
  const { employee, since } = await findReportWithObservations()
  const [current, previous] = [
    expectations.computeStats(employee, since),
    expectations.computeStats(employee, computePreviousPeriod(since)),
  ]
  const page = await openReport(employee, '1:1')

  const observations = page.locator('.claude-OneOnOneStats .claude-Conversation-item')
  await observations.first().waitFor()
  const expectedChanges = statIds.map((id) => `${previous[id].value} ${current[id].value}`)
  const shownChanges = (await observations.allInnerTexts()).flatMap((text) => [
    ...text.matchAll(/from ([\d,]+) to ([\d,]+) /g),
  ])
  for (const [sentence, from = '', to = ''] of shownChanges) {
    expect(expectedChanges, sentence).toContain(`${from} ${to}`.replaceAll(',', ''))
  }

  const agenda = page.getByRole('list', { name: 'Agenda' })
  const topicCount = await agenda.getByRole('listitem').count()
  await page.getByRole('button', { name: 'Add all to agenda' }).click()
  await expect.poll(() => agenda.getByRole('listitem').count()).toBeGreaterThan(topicCount)
  const titles = await observations.locator('strong').allInnerTexts()
  await page.reload()
  await agenda.waitFor()
  const agendaText = await agenda.textContent()
  for (const title of titles) expect(agendaText).toContain(title)
  await page.context().close()
})

test('a review shows the correct numbers of its period and inserts a summary into its text', async () => {
  const { employee } = windmill.api.organization.personas
  const { review } = await readPerson(employee)
  const page = await openReport(employee, 'Review')
  await page.getByText('All twenty figures, by product').click()
  await page.locator('.claude-Product').first().waitFor()
  expect(await readStatsPanel(page)).toEqual(formatExpectedPanel(expectations.computeStats(employee, review)))

  await page.getByLabel('Impact').fill('Shipped the new intake.')
  await page.getByRole('button', { name: 'Add to review' }).click()
  const context = page.getByLabel('Context')
  await expect.poll(() => context.inputValue()).toContain('context, not performance')
  const inserted = await context.inputValue()
  await page.reload()
  await context.waitFor()
  expect(await context.inputValue()).toBe(inserted)
  expect(await page.getByLabel('Impact').inputValue()).toBe('Shipped the new intake.')
  await page.context().close()
})

test('the team page shows correct numbers and opens a person from their row', async () => {
  const { manager, employee } = windmill.api.organization.personas
  const { person } = await readPerson(employee)
  const latest = windmill.api.truth.latestDay()
  const expected = expectations.computeStats(employee, { from: addDays(latest, -29), to: latest })
  const page = await browser.open(windmill.url, manager, '/')
  await page.getByRole('link', { name: 'My team' }).click()
  const row = page.getByRole('row').filter({ hasText: person.name })
  await row.waitFor()
  const cells = (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.replaceAll(',', ''))
  const columns = ['chat.conversations', 'code.sessions', 'code.pull_requests'] as const
  expect(cells.slice(0, columns.length)).toEqual(columns.map((id) => String(expected[id].value)))
  await row.getByText(person.name).click()
  await page.getByRole('heading', { name: person.name, level: 1 }).waitFor()
  await page.context().close()
})

test('the adoption page is open to managers and hidden from everyone else', async () => {
  const { manager, employee, peer } = windmill.api.organization.personas
  const page = await browser.open(windmill.url, manager, '/adoption')
  await page.getByText(/of \d+ people used Claude/).waitFor()
  await page.context().close()
  for (const viewer of [employee, peer]) {
    const hidden = await browser.open(windmill.url, viewer, '/adoption')
    await hidden.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor()
    await hidden.context().close()
  }
})
