import {
  addDays,
  type Day,
  type EmployeeStatsResponse,
  observationsOf,
  type Period,
  statIds,
} from '@windmill/claude-core'
import type { Page } from 'playwright'
import { beforeAll, expect, inject, it } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { before, createExpectations } from './expected-stats.ts'
import { readPanel, written } from './panel.ts'
import { ask, type Windmill } from './windmill.ts'
import { startYear } from './year.ts'

/** What a manager does before a 1:1, a review, and a look at the whole team, on the pages where they do it. */

let windmill: Windmill
let browser: TestBrowser
let expectations: ReturnType<typeof createExpectations>

beforeAll(async () => {
  const year = await startYear(inject('postgresUrl'))
  ;({ windmill, browser } = year)
  expectations = createExpectations(windmill.api)
  return year.stop
})

const about = async (employee: string) => {
  const { manager } = windmill.api.organization.personas
  const response = await ask(windmill.url, manager, `/api/demo/people/${employee}`)
  return (await response.json()) as {
    readonly person: { readonly name: string }
    readonly review: Period
    readonly oneOnOne: { readonly lastOn: Day }
  }
}

/** From the page they start on to one of a report's pages, by what can be clicked. */
const openReport = async (employee: string, tab: string): Promise<Page> => {
  const { manager } = windmill.api.organization.personas
  const { person } = await about(employee)
  const page = await browser.open(windmill.url, manager, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: person.name }).click()
  await page
    .getByRole('navigation', { name: `Pages of ${person.name}` })
    .getByRole('link', { name: tab })
    .click()
  return page
}

/** One of the manager's reports of whom something can be said: on what day this runs, not of everyone. */
const someoneToTalkAbout = async (): Promise<{ readonly employee: string; readonly since: Period }> => {
  const { directory, personas } = windmill.api.organization
  for (const { id, managerId } of directory) {
    if (managerId !== personas.manager) continue
    const { oneOnOne } = await about(id)
    const since = { from: addDays(oneOnOne.lastOn, 1), to: windmill.api.truth.latestDay() }
    const path = `/api/claude/employees/${id}/stats?from=${since.from}&to=${since.to}&bucket=day`
    const stats = (await (await ask(windmill.url, personas.manager, path)).json()) as EmployeeStatsResponse
    if (observationsOf(stats).length > 0) return { employee: id, since }
  }
  throw new Error('Nothing can be said of anyone in this team.')
}

it('brings to a 1:1 what has changed since the last one, in true numbers, and puts it on the agenda', async () => {
  const { employee, since } = await someoneToTalkAbout()
  const [now, earlier] = [expectations.statsOf(employee, since), expectations.statsOf(employee, before(since))]
  const page = await openReport(employee, '1:1')

  const observations = page.locator('.claude-OneOnOneStats .claude-Talk-item')
  await observations.first().waitFor()
  const pairs = statIds.map((id) => `${earlier[id].value} ${now[id].value}`)
  const said = (await observations.allInnerTexts()).flatMap((text) => [...text.matchAll(/from ([\d,]+) to ([\d,]+) /g)])
  for (const [sentence, from = '', to = ''] of said) {
    expect(pairs, sentence).toContain(`${from} ${to}`.replaceAll(',', ''))
  }

  const agenda = page.getByRole('list', { name: 'Agenda' })
  const topics = await agenda.getByRole('listitem').count()
  await page.getByRole('button', { name: 'Add all to agenda' }).click()
  await expect.poll(() => agenda.getByRole('listitem').count()).toBeGreaterThan(topics)
  const titles = await observations.locator('strong').allInnerTexts()
  await page.reload()
  await agenda.waitFor()
  const noted = await agenda.textContent()
  for (const title of titles) expect(noted).toContain(title)
  await page.context().close()
})

it('brings to a review the whole period as Claude has it, and puts it into the review’s own text', async () => {
  const { employee } = windmill.api.organization.personas
  const { review } = await about(employee)
  const page = await openReport(employee, 'Review')
  await page.getByText('All twenty figures, by product').click()
  await page.locator('.claude-StatsPanel-product').first().waitFor()
  expect(await readPanel(page)).toEqual(written(expectations.statsOf(employee, review)))

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

it('shows a manager the team in true numbers, and leads from a row to the person', async () => {
  const { manager, employee } = windmill.api.organization.personas
  const { person } = await about(employee)
  const latest = windmill.api.truth.latestDay()
  const expected = expectations.statsOf(employee, { from: addDays(latest, -29), to: latest })
  const page = await browser.open(windmill.url, manager, '/')
  await page.getByRole('link', { name: 'My team' }).click()
  const row = page.getByRole('row').filter({ hasText: person.name })
  await row.waitFor()
  const cells = (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.replaceAll(',', ''))
  const shown = ['chat.conversations', 'code.sessions', 'code.pull_requests'] as const
  expect(cells.slice(0, shown.length)).toEqual(shown.map((id) => String(expected[id].value)))
  await row.getByText(person.name).click()
  await page.getByRole('heading', { name: person.name, level: 1 }).waitFor()
  await page.context().close()
})

it('shows how many of their part use Claude to managers and admins, and leads nobody else there', async () => {
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
