import { addDays, countDays, type Day, type EmployeeStatsResponse, type Period, statIds } from '@windmill/claude-core'
import { findObservations } from '@windmill/claude-core/observations'
import type { Page } from 'playwright'
import { beforeAll, expect, inject, test } from 'vitest'
import { computePreviousPeriod, createExpectations } from './create-expectations.ts'
import { formatExpectedPanel, readStatsPanel } from './stats-panel.ts'
import { startSyncedWindmill } from './synced-windmill.ts'
import type { TestBrowser } from './test-browser.ts'
import { requestAs, type Windmill } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser
let expectations: ReturnType<typeof createExpectations>

beforeAll(async () => {
  const synced = await startSyncedWindmill(inject('postgresUrl'))
  ;({ windmill, browser } = synced)
  expectations = createExpectations(windmill.api)
  return synced.stop
})

/** Reads a person from Windmill's own server, as the manager sees them. */
const readPerson = async (employeeId: string) => {
  const { manager } = windmill.api.organization.personas
  const response = await requestAs(windmill.url, manager, `/api/demo/people/${employeeId}`)
  return (await response.json()) as {
    readonly person: { readonly name: string }
    readonly review: Period
    readonly oneOnOne: { readonly lastOn: Day | null }
  }
}

/** Opens a tab of a report's page, by clicking from the manager's start page. */
const openReportTab = async (employeeId: string, tab: string): Promise<Page> => {
  const { manager } = windmill.api.organization.personas
  const { person } = await readPerson(employeeId)
  const page = await browser.openPage(windmill.url, manager, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: person.name }).click()
  await page
    .getByRole('navigation', { name: `Pages of ${person.name}` })
    .getByRole('link', { name: tab })
    .click()
  return page
}

/**
 * Finds a direct report with several changes in the days that their 1:1 page shows. Which reports have any depends on
 * the day.
 */
const findReportWithChanges = async (): Promise<{ readonly employeeId: string; readonly period: Period }> => {
  const { directory, personas } = windmill.api.organization
  // Claude may still revise the latest day and the six days before it.
  const lastSettledDay = addDays(windmill.api.truth.latestDay(), -7)
  for (const { id, managerId } of directory) {
    if (managerId !== personas.manager) continue
    const { oneOnOne } = await readPerson(id)
    if (oneOnOne.lastOn === null) continue
    const period = { from: addDays(oneOnOne.lastOn, 1), to: lastSettledDay }
    // With fewer settled days since the last 1:1, the page shows other days.
    if (countDays(period) < 5) continue
    const path = `/api/claude/employees/${id}/stats?from=${period.from}&to=${period.to}&bucket=day`
    const stats = (await (await requestAs(windmill.url, personas.manager, path)).json()) as EmployeeStatsResponse
    const changes = findObservations(stats).filter(({ kind }) => kind !== 'steady')
    if (changes.length > 1) return { employeeId: id, period }
  }
  throw new Error('Nobody in this team has changes.')
}

test('the 1:1 page shows correct changes since the last 1:1 and adds each to the agenda once', async () => {
  const { employeeId, period } = await findReportWithChanges()
  const currentStats = expectations.computeStats(employeeId, period)
  const previousStats = expectations.computeStats(employeeId, computePreviousPeriod(period))
  const page = await openReportTab(employeeId, '1:1')

  const observationItems = page.locator('.claude-OneOnOneStats .claude-Conversation-item')
  await observationItems.first().waitFor()
  const expectedChanges = statIds.map((id) => `${previousStats[id].value} ${currentStats[id].value}`)
  const shownChanges = (await observationItems.allInnerTexts()).flatMap((text) => [
    ...text.matchAll(/(?:rose|fell) from ([\d,]+) to ([\d,]+)/g),
  ])
  for (const [sentence, from = '', to = ''] of shownChanges) {
    expect(expectedChanges, sentence).toContain(`${from} ${to}`.replaceAll(',', ''))
  }

  const topicItems = page.getByRole('list', { name: 'Agenda' }).getByRole('listitem')
  const topicCount = await topicItems.count()
  const changeCount = await observationItems.count()
  await page
    .getByRole('button', { name: /^Add to agenda/ })
    .first()
    .click()
  await page.getByText('Added to the agenda.').waitFor()
  await page.getByRole('button', { name: /^Add / }).first().click()
  while ((await page.getByRole('button', { name: /^Add to agenda/ }).count()) > 0) {
    await page
      .getByRole('button', { name: /^Add to agenda/ })
      .first()
      .click()
  }
  await expect.poll(() => topicItems.count()).toBe(topicCount + changeCount)
  const titles = await observationItems.locator('strong:first-child').allInnerTexts()
  await page.reload()
  await topicItems.first().waitFor()
  const agendaText = (await topicItems.allTextContents()).join('\n')
  for (const title of titles.filter((text) => !text.startsWith('✓'))) expect(agendaText).toContain(title)
  await observationItems.first().waitFor()
  expect(await page.getByRole('button', { name: /^Add to agenda/ }).count()).toBe(0)
  await page.context().close()
})

test('the review page shows the correct stats of its period and inserts a sentence into an answer', async () => {
  const { employee } = windmill.api.organization.personas
  const { review } = await readPerson(employee)
  const page = await openReportTab(employee, 'Review')
  await page.getByText('All figures', { exact: true }).click()
  await page.locator('.claude-Product').first().waitFor()
  expect(await readStatsPanel(page)).toEqual(formatExpectedPanel(expectations.computeStats(employee, review)))

  const impact = page.getByLabel('Impact')
  await impact.fill('Shipped the new intake.')
  await page
    .getByRole('button', { name: /^Add to…/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Impact', exact: true }).click()
  await page.getByText('Added to Impact.').waitFor()
  expect(await impact.inputValue()).toMatch(/^Shipped the new intake\.\n\[System\] .*\(Q\d.* vs Q\d.*\)\.$/)
  await page.reload()
  await page.getByText('✓ Added to Impact').waitFor()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => impact.inputValue()).toBe('Shipped the new intake.')
  await page.context().close()
})

test('the team page shows correct stats and opens a person’s page from their row', async () => {
  const { manager, employee } = windmill.api.organization.personas
  const { person } = await readPerson(employee)
  const latestDay = windmill.api.truth.latestDay()
  const expected = expectations.computeStats(employee, { from: addDays(latestDay, -29), to: latestDay })
  const page = await browser.openPage(windmill.url, manager, '/')
  await page.getByRole('link', { name: 'My team' }).click()
  const row = page.getByRole('row').filter({ hasText: person.name })
  await row.waitFor()
  const cells = (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.replaceAll(',', ''))
  const shownStatIds = ['chat.conversations', 'code.sessions', 'code.pull_requests'] as const
  expect(cells.slice(0, shownStatIds.length)).toEqual(shownStatIds.map((id) => String(expected[id].value)))
  await row.getByText(person.name).click()
  await page.getByRole('heading', { name: person.name, level: 1 }).waitFor()
  await page.context().close()
})

test('a chosen period stays in the address of every page that shows a period', async () => {
  const { manager, employee } = windmill.api.organization.personas
  const { person, review } = await readPerson(employee)
  const page = await browser.openPage(windmill.url, manager, '/')
  const expectLastQuarter = async (path: string) => {
    const lastQuarter = page.getByRole('radio', { name: 'Last quarter' })
    await lastQuarter.waitFor({ state: 'attached' })
    expect(await lastQuarter.isChecked()).toBe(true)
    // A preset resolves to dates as soon as the newest read day is known, which can be after the choice.
    await page.waitForURL(`${windmill.url}${path}?from=${review.from}&to=${review.to}`)
  }
  await page.getByRole('link', { name: 'My team' }).click()
  await page.getByRole('radio', { name: 'Last quarter' }).check({ force: true })
  await expectLastQuarter(`/people/${manager}/team`)
  await page.getByRole('row').filter({ hasText: person.name }).getByText(person.name).click()
  await page.getByRole('heading', { name: person.name, level: 1 }).waitFor()
  await expectLastQuarter(`/people/${employee}`)
  await page.reload()
  await expectLastQuarter(`/people/${employee}`)
  expect(await readStatsPanel(page)).toEqual(formatExpectedPanel(expectations.computeStats(employee, review)))
  await page.getByRole('link', { name: 'Adoption' }).click()
  await expectLastQuarter('/adoption')
  await page.context().close()
})

test('the adoption page is shown to a manager and hidden from employees without reports', async () => {
  const { manager, employee, peer } = windmill.api.organization.personas
  const page = await browser.openPage(windmill.url, manager, '/adoption')
  const headline = page.getByText(/of \d+ people used Claude/)
  await headline.waitFor()
  expect(await headline.textContent()).toMatch(/^of [1-9]\d* people used Claude/)
  await page.context().close()
  for (const viewer of [employee, peer]) {
    const hiddenPage = await browser.openPage(windmill.url, viewer, '/adoption')
    await hiddenPage.getByRole('heading', { name: 'Page not found or not shared with you' }).waitFor()
    expect(await hiddenPage.getByText('used Claude').count()).toBe(0)
    await hiddenPage.context().close()
  }
})
