import { addDays, type EmployeeStatsResponse, type Period, statIds } from '@windmill/claude-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { computePreviousPeriod, createExpectations } from './create-expectations.ts'
import { chooseDates, formatExpectedPanel, readStatsPanel } from './stats-panel.ts'
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

const listPeriods = (): Period[] => {
  const latestDay = windmill.api.truth.latestDay()
  return [
    { from: latestDay, to: latestDay },
    { from: '2026-10-01', to: '2026-10-31' },
    // In this period the connectors report becomes complete.
    { from: '2026-05-20', to: '2026-06-10' },
    // Claude serves no day of this period's previous period.
    { from: '2026-01-01', to: '2026-02-15' },
    { from: '2026-07-01', to: '2026-09-30' },
    { from: '2026-01-01', to: latestDay },
  ]
}

const readStats = async (viewerId: string, employeeId: string, { from, to }: Period, bucket = 'month') => {
  const path = `/api/claude/employees/${employeeId}/stats?from=${from}&to=${to}&bucket=${bucket}`
  const response = await requestAs(windmill.url, viewerId, path)
  expect(response.status).toBe(200)
  return (await response.json()) as EmployeeStatsResponse
}

describe('the stats route', () => {
  test('returns each employee’s twenty stats as the API has them, for the period and the previous one', async () => {
    const { directory, personas } = windmill.api.organization
    for (const period of listPeriods()) {
      for (const { id, name, participation } of directory) {
        // With `participation: 'totals'`, only the employee can read the figures.
        const { stats } = await readStats(participation === 'totals' ? id : personas.admin, id, period)
        const isExcluded = participation === 'excluded'
        const expected = expectations.computeStats(id, period)
        const expectedPrevious = expectations.computeStats(id, computePreviousPeriod(period))
        for (const stat of statIds) {
          const { value, partial, previous } = stats[stat]
          const label = `${stat} of ${name}, ${period.from} to ${period.to}`
          expect({ value, previous }, label).toEqual({
            value: isExcluded ? null : expected[stat].value,
            previous: isExcluded ? null : expectedPrevious[stat].value,
          })
          expect(partial, `${label} is partial`).toBe(expected[stat].partial && !isExcluded)
        }
      }
    }
  })

  test.each(['day', 'week', 'month'])(
    'splits a period by %s into buckets that have exactly the counts of their days',
    async (bucket) => {
      const { personas } = windmill.api.organization
      const period = { from: '2026-05-20', to: '2026-08-11' } as const
      const { stats } = await readStats(personas.employee, personas.employee, period, bucket)
      const starts = stats['chat.messages'].series.map(({ start }) => start)
      const buckets = starts.map((from, index) => {
        const next = starts[index + 1]
        return { from, to: next === undefined ? period.to : addDays(next, -1) }
      })
      for (const stat of statIds) {
        expect(
          stats[stat].series.map(({ value }) => value),
          stat,
        ).toEqual(buckets.map((days) => expectations.computeStats(personas.employee, days)[stat].value))
      }
    },
  )

  test('returns the same numbers to the employee, the managers above and admins', async () => {
    const { employee, manager, managersManager, admin } = windmill.api.organization.personas
    for (const period of listPeriods()) {
      const own = await readStats(employee, employee, period)
      for (const viewer of [manager, managersManager, admin]) {
        expect(await readStats(viewer, employee, period)).toEqual(own)
      }
    }
  })
})

describe('the stats panel', () => {
  test('shows the twenty stats as the API has them for the chosen dates', async () => {
    const { personas } = windmill.api.organization
    const [, , partialPeriod, , quarter] = listPeriods()
    const cases = [
      [personas.employee, personas.employee, [partialPeriod, quarter]],
      [personas.manager, personas.employee, [partialPeriod, quarter]],
      [personas.managersManager, personas.peer, [partialPeriod, quarter]],
      // Archived since the end of June.
      [personas.admin, personas.archived, [partialPeriod]],
    ] as const
    for (const [viewerId, employeeId, periods] of cases) {
      const page = await browser.openPage(windmill.url, viewerId, `/people/${employeeId}`)
      for (const period of periods as readonly Period[]) {
        await chooseDates(page, period)
        expect(await readStatsPanel(page), `${employeeId} seen by ${viewerId}, from ${period.from}`).toEqual(
          formatExpectedPanel(expectations.computeStats(employeeId, period)),
        )
      }
      await page.context().close()
    }
  })

  test('shows no figures for an employee with another address in Claude, instead of zeros', async () => {
    const { organization } = windmill.api
    const aliasUser = organization.claudeUsers.find(
      ({ employeeId }) => employeeId !== null && expectations.findClaudeUserIds(employeeId).length === 0,
    )
    const page = await browser.openPage(windmill.url, organization.personas.admin, `/people/${aliasUser?.employeeId}`)
    await page.getByText('No Claude account is matched').waitFor()
    expect(await page.locator('.claude-Figure').count()).toBe(0)
    await page.context().close()
  })
})
