import { addDays, type EmployeeStatsResponse, type Period, statIds } from '@windmill/claude-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { computePreviousPeriod, createExpectations } from './expected-stats.ts'
import { chooseDates, formatExpectedPanel, readStatsPanel } from './stats-panel.ts'
import { startSyncedWindmill } from './synced-windmill.ts'
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
  const latest = windmill.api.truth.latestDay()
  return [
    { from: latest, to: latest },
    { from: '2026-10-01', to: '2026-10-31' },
    // Spans the first day with a complete connectors report.
    { from: '2026-05-20', to: '2026-06-10' },
    // Claude serves no day of the previous period.
    { from: '2026-01-01', to: '2026-02-15' },
    { from: '2026-07-01', to: '2026-09-30' },
    { from: '2026-01-01', to: latest },
  ]
}

const readStats = async (viewer: string, employee: string, { from, to }: Period, bucket = 'month') => {
  const path = `/api/claude/employees/${employee}/stats?from=${from}&to=${to}&bucket=${bucket}`
  const response = await requestAs(windmill.url, viewer, path)
  expect(response.status).toBe(200)
  return (await response.json()) as EmployeeStatsResponse
}

describe('the stats route', () => {
  test('returns everyone’s twenty stats as the API has them, for the period and the previous one', async () => {
    const { directory, personas } = windmill.api.organization
    for (const period of listPeriods()) {
      for (const { id, name } of directory) {
        const { stats } = await readStats(personas.admin, id, period)
        const expected = expectations.computeStats(id, period)
        const expectedPrevious = expectations.computeStats(id, computePreviousPeriod(period))
        for (const stat of statIds) {
          const { value, partial, previous } = stats[stat]
          const label = `${stat} of ${name}, ${period.from} to ${period.to}`
          expect({ value, previous }, label).toEqual({
            value: expected[stat].value,
            previous: expectedPrevious[stat].value,
          })
          expect(partial, `${label} is partial`).toBe(expected[stat].partial)
        }
      }
    }
  })

  test.each(['day', 'week', 'month'])('splits a period by %s without losing or repeating anything', async (bucket) => {
    const { personas } = windmill.api.organization
    const period = { from: '2026-05-20', to: '2026-08-11' } as const
    const { stats } = await readStats(personas.employee, personas.employee, period, bucket)
    const starts = stats['chat.messages'].series.map(({ start }) => start)
    const spans = starts.map((from, index) => {
      const next = starts[index + 1]
      return { from, to: next === undefined ? period.to : addDays(next, -1) }
    })
    for (const stat of statIds) {
      expect(
        stats[stat].series.map(({ value }) => value),
        stat,
      ).toEqual(spans.map((span) => expectations.computeStats(personas.employee, span)[stat].value))
    }
  })

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
  test('shows the twenty numbers of the API for the chosen dates', async () => {
    const { personas } = windmill.api.organization
    const [, , partial, , quarter] = listPeriods()
    const cases = [
      [personas.employee, personas.employee, [partial, quarter]],
      [personas.manager, personas.employee, [partial, quarter]],
      [personas.managersManager, personas.peer, [partial, quarter]],
      // Archived since the end of June.
      [personas.admin, personas.archived, [partial]],
    ] as const
    for (const [viewer, employee, chosen] of cases) {
      const page = await browser.open(windmill.url, viewer, `/people/${employee}`)
      for (const period of chosen as readonly Period[]) {
        await chooseDates(page, period)
        expect(await readStatsPanel(page), `${employee} seen by ${viewer}, from ${period.from}`).toEqual(
          formatExpectedPanel(expectations.computeStats(employee, period)),
        )
      }
      await page.context().close()
    }
  })

  test('shows no account instead of zeros for an employee with a different address in Claude', async () => {
    const { organization } = windmill.api
    const alias = organization.claudeUsers.find(
      ({ employeeId }) => employeeId !== null && expectations.findClaudeUserIds(employeeId).length === 0,
    )
    const page = await browser.open(windmill.url, organization.personas.admin, `/people/${alias?.employeeId}`)
    await page.getByText('No Claude account is matched').waitFor()
    expect(await page.locator('.claude-Figure').count()).toBe(0)
    await page.context().close()
  })
})
