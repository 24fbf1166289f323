import { addDays, type Day, listDays, type TotalsResponse } from '@windmill/claude-core'
import { isActive, roundCount } from '@windmill/claude-core/internal'
import { beforeAll, expect, inject, test } from 'vitest'
import { findExcludedUsers } from './find-excluded-users.ts'
import { startSyncedWindmill } from './synced-windmill.ts'
import type { TestBrowser } from './test-browser.ts'
import { requestAs, type Windmill } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser
let hrAdmin: string

beforeAll(async () => {
  const synced = await startSyncedWindmill(inject('postgresUrl'))
  ;({ windmill, browser } = synced)
  hrAdmin = windmill.api.organization.personas.hrAdmin ?? ''
  return synced.stop
})

const countActiveUsersInWeek = (weekStart: Day): number => {
  const rows = listDays({ from: weekStart, to: addDays(weekStart, 6) }).flatMap((day) => [
    ...windmill.api.truth.day(day),
  ])
  const excludedUserIds = findExcludedUsers(windmill.api)
  const activeRows = rows.filter(([user, counters]) => isActive(counters, 'any') && !excludedUserIds.has(user))
  return new Set(activeRows.map(([user]) => user)).size
}

test('an HR Admin sees the rounded number of active people per week, and nobody’s figures', async () => {
  const page = await browser.openPage(windmill.url, hrAdmin, '/people')
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: 'Totals' }).click()
  const totals = page.getByRole('region', { name: 'Company totals' })
  await totals.getByText(/Active in the newest settled week/).waitFor()
  const { weeks } = (await (await requestAs(windmill.url, hrAdmin, '/api/claude/totals')).json()) as TotalsResponse
  for (const { start, active } of weeks) expect(active.any, start).toBe(roundCount(countActiveUsersInWeek(start)))
  const newestWeek = weeks.at(-1)
  await totals.getByText(`about ${newestWeek?.active.any}`).waitFor()
  expect(await totals.getByRole('row').count()).toBe(1 + 13)
  await totals.getByRole('button', { name: `Show all ${weeks.length} weeks` }).click()
  expect(await totals.getByRole('row').count()).toBe(1 + weeks.length)
  const adoptionResponse = await requestAs(
    windmill.url,
    hrAdmin,
    '/api/claude/adoption?from=2026-10-01&to=2026-10-31&scope=company',
  )
  expect(adoptionResponse.status).toBe(403)
  await page.context().close()
})

test('hides the totals from everyone else', async () => {
  const { admin, manager, employee } = windmill.api.organization.personas
  for (const viewer of [admin, manager, employee]) {
    expect((await requestAs(windmill.url, viewer, '/api/claude/totals')).status).toBe(403)
    const page = await browser.openPage(windmill.url, viewer, '/totals')
    await page.getByText('Page not found or not shared with you').waitFor()
    await page.context().close()
  }
})
