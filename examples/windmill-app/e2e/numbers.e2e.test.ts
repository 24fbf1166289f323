import { addDays, type EmployeeStatsResponse, type Period, statIds } from '@windmill/claude-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { before, createExpectations } from './expected-stats.ts'
import { chooseDates, readPanel, written } from './panel.ts'
import { ask, type Windmill } from './windmill.ts'
import { startYear } from './year.ts'

let windmill: Windmill
let browser: TestBrowser
let expectations: ReturnType<typeof createExpectations>

beforeAll(async () => {
  const year = await startYear(inject('postgresUrl'))
  ;({ windmill, browser } = year)
  expectations = createExpectations(windmill.api)
  return year.stop
})

const periods = (): Period[] => {
  const latest = windmill.api.truth.latestDay()
  return [
    { from: latest, to: latest },
    { from: '2026-10-01', to: '2026-10-31' },
    // Across the day from which the report of connectors is complete.
    { from: '2026-05-20', to: '2026-06-10' },
    // The period before has no day that Claude serves.
    { from: '2026-01-01', to: '2026-02-15' },
    { from: '2026-07-01', to: '2026-09-30' },
    { from: '2026-01-01', to: latest },
  ]
}

const statsFor = async (viewer: string, employee: string, { from, to }: Period, bucket = 'month') => {
  const path = `/api/claude/employees/${employee}/stats?from=${from}&to=${to}&bucket=${bucket}`
  const response = await ask(windmill.url, viewer, path)
  expect(response.status).toBe(200)
  return (await response.json()) as EmployeeStatsResponse
}

describe('the route', () => {
  it('gives everyone’s twenty stats as the API has them, over the period and the one before', async () => {
    const { directory, personas } = windmill.api.organization
    for (const period of periods()) {
      for (const { id, name } of directory) {
        const { stats } = await statsFor(personas.admin, id, period)
        const expected = expectations.statsOf(id, period)
        const earlier = expectations.statsOf(id, before(period))
        for (const stat of statIds) {
          const { value, partial, previous } = stats[stat]
          const where = `${stat} of ${name}, ${period.from} to ${period.to}`
          expect({ value, previous }, where).toEqual({ value: expected[stat].value, previous: earlier[stat].value })
          expect(partial, `${where} is partial`).toBe(expected[stat].partial)
        }
      }
    }
  })

  it.each(['day', 'week', 'month'])('cuts a period by %s without losing or doubling anything', async (bucket) => {
    const { personas } = windmill.api.organization
    const period = { from: '2026-05-20', to: '2026-08-11' } as const
    const { stats } = await statsFor(personas.employee, personas.employee, period, bucket)
    const starts = stats['chat.messages'].series.map(({ start }) => start)
    const spans = starts.map((from, index) => {
      const next = starts[index + 1]
      return { from, to: next === undefined ? period.to : addDays(next, -1) }
    })
    for (const stat of statIds) {
      expect(
        stats[stat].series.map(({ value }) => value),
        stat,
      ).toEqual(spans.map((span) => expectations.statsOf(personas.employee, span)[stat].value))
    }
  })

  it('gives managers, managers’ managers and admins the same numbers as the employee', async () => {
    const { employee, manager, managersManager, admin } = windmill.api.organization.personas
    for (const period of periods()) {
      const own = await statsFor(employee, employee, period)
      for (const viewer of [manager, managersManager, admin]) {
        expect(await statsFor(viewer, employee, period)).toEqual(own)
      }
    }
  })
})

describe('the panel', () => {
  it('shows the twenty numbers of the API for the days that are chosen', async () => {
    const { personas } = windmill.api.organization
    const [, , partial, , quarter] = periods()
    const shown = [
      [personas.employee, personas.employee, [partial, quarter]],
      [personas.manager, personas.employee, [partial, quarter]],
      [personas.managersManager, personas.peer, [partial, quarter]],
      // Gone since the end of June.
      [personas.admin, personas.archived, [partial]],
    ] as const
    for (const [viewer, employee, chosen] of shown) {
      const page = await browser.open(windmill.url, viewer, `/people/${employee}`)
      for (const period of chosen as readonly Period[]) {
        await chooseDates(page, period)
        expect(await readPanel(page), `${employee} seen by ${viewer}, from ${period.from}`).toEqual(
          written(expectations.statsOf(employee, period)),
        )
      }
      await page.context().close()
    }
  })

  it('says of someone whose address in Claude is another that nothing is known, not that nothing was done', async () => {
    const { organization } = windmill.api
    const alias = organization.claudeUsers.find(
      ({ employeeId }) => employeeId !== null && expectations.claudeUsersOf(employeeId).length === 0,
    )
    const page = await browser.open(windmill.url, organization.personas.admin, `/people/${alias?.employeeId}`)
    await page.getByText('No Claude account is matched').waitFor()
    expect(await page.locator('.claude-Figure').count()).toBe(0)
    await page.context().close()
  })
})
