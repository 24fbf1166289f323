import {
  type AdoptionResponse,
  addDays,
  adoptionIds,
  catalog,
  type EmployeeDaysResponse,
  type EmployeeStatsResponse,
  getStat,
  listProductStats,
  minDay,
  type ObservationsResponse,
  type Period,
  products,
  provisionalDays,
  type StatDefinition,
  type StatId,
  statIds,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import {
  describeObservation,
  findObservations,
  formatSentence,
  type Observation,
} from '@windmill/claude-core/observations'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { buildObservationInsert } from '../../../packages/react/src/shared/conversation/build-observation-insert.ts'
import { buildDaysCsv } from '../../../packages/react/src/shared/figures/build-days-csv.ts'
import { createActiveDaysFigure } from '../../../packages/react/src/shared/figures/create-active-days-figure.ts'
import { createStatFigure } from '../../../packages/react/src/shared/figures/create-stat-figure.ts'
import { englishLanguage } from '../../../packages/react/src/test/create-language.ts'
import { buildReviewDocument } from '../../../packages/react/src/widgets/review-stats/build-review-document.ts'
import { buildTeamCsv } from '../../../packages/react/src/widgets/team-stats/build-team-csv.ts'
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

/** Picks the fields of a stat that a team's answer has for each person too. */
const pickValues = (stat: EmployeeStatsResponse['stats'][StatId] | undefined) =>
  stat && {
    value: stat.value,
    compared: stat.compared,
    previous: stat.previous,
    partial: stat.partial,
    previousPartial: stat.previousPartial,
  }

/** Reads the lines of a CSV file below its headers. */
const readCsvLines = (csv: string): readonly (readonly string[])[] =>
  csv
    .split('\r\n')
    .slice(1)
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, text, number]) => text ?? number ?? ''),
    )

/** Adds up the columns of an export per employee. The columns of the stats are in the order of the catalog. */
const sumExport = (csv: string): ReadonlyMap<string, readonly number[]> => {
  const sums = new Map<string, number[]>()
  for (const cells of readCsvLines(csv)) {
    const id = cells[1] ?? ''
    const counts = catalog.map((_, index) => Number(cells[3 + index]))
    sums.set(
      id,
      (sums.get(id) ?? counts.map(() => 0)).map((sum, index) => sum + (counts[index] ?? 0)),
    )
  }
  return sums
}

/** Adds up the first columns after the day, in a file of the days behind one figure. An empty cell adds nothing. */
const sumColumns = (csv: string, columnCount: number): readonly number[] => {
  const rows = csv
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
  return Array.from({ length: columnCount }, (_, index) =>
    rows.reduce((sum, cells) => sum + Number(cells[1 + index] ?? 0), 0),
  )
}

/** The texts around the figures in the file of a team. */
const csvLabels = {
  id: 'ID',
  name: 'Name',
  from: 'From',
  to: 'To',
  note: 'Note',
  partial: 'Partial',
  rateRange: '0 to 1',
} as const

/** Rounds a value as files do. */
const roundForFile = (value: number | null) => value && Math.round(value * 1_000) / 1_000

const formatStat = ({ kind }: StatDefinition, value: number): string =>
  value.toLocaleString('en-GB', kind === 'ratio' ? { style: 'percent' } : {})

/** Lists the numbers in a text, in their order. */
const listNumbers = (text: string): readonly string[] => text.match(/\d+(?:,\d{3})*%?/g) ?? []

/** Lists the first numbers that the sentence of an observation must have. */
const listExpectedNumbers = ({ kind, statId }: Observation, { stats }: EmployeeStatsResponse): readonly string[] => {
  const { value, previous } = stats[statId]
  const numbersByKind: Readonly<Record<Observation['kind'], readonly (number | null)[]>> = {
    new: [value],
    stopped: [previous],
    changed: [previous, value],
    rate_changed: [previous, value],
    steady: [value, previous],
  }
  return numbersByKind[kind].map((number) => formatStat(getStat(statId), number ?? Number.NaN))
}

describe('the stats route', () => {
  test('returns each employee’s twenty stats as the API has them, for the period and the days that are compared', async () => {
    const lastSettledDay = addDays(windmill.api.truth.latestDay(), -provisionalDays)
    const { directory, personas } = windmill.api.organization
    for (const period of listPeriods()) {
      const comparedTo = minDay(period.to, lastSettledDay)
      // A period without a settled day is not compared. For such a period, `previous` covers the days before the whole
      // period.
      const compared = comparedTo < period.from ? period : { from: period.from, to: comparedTo }
      for (const { id, name, participation } of directory) {
        // With `participation: 'totals'`, only the employee can read the figures.
        const { stats } = await readStats(participation === 'totals' ? id : personas.admin, id, period)
        const isExcluded = participation === 'excluded'
        const expected = expectations.computeStats(id, period)
        const expectedPrevious = expectations.computeStats(id, computePreviousPeriod(compared))
        const expectedCompared = expectations.computeStats(id, compared)
        for (const stat of statIds) {
          const { value, partial, compared: comparedValue, previous } = stats[stat]
          const label = `${stat} of ${name}, ${period.from} to ${period.to}`
          expect({ value, compared: comparedValue, previous }, label).toEqual({
            value: isExcluded ? null : expected[stat].value,
            compared: isExcluded ? null : expectedCompared[stat].value,
            previous: isExcluded ? null : expectedPrevious[stat].value,
          })
          expect(partial, `${label} is partial`).toBe(expected[stat].partial && !isExcluded)
        }
      }
    }
  })

  test.each([
    ['a whole quarter', { from: '2026-07-01', to: '2026-09-30' }],
    ['weeks in which the connectors report becomes complete', { from: '2026-05-20', to: '2026-06-10' }],
    ['the days between two 1:1s', { from: '2026-11-03', to: '2026-11-20' }],
  ] as const)(
    'agrees with days, team, adoption, files, observations, inserted and copied text of everyone, over %s',
    async (_, period) => {
      const { directory, personas } = windmill.api.organization
      const periodQuery = `from=${period.from}&to=${period.to}`
      const readJson = async <Answer>(path: string): Promise<Answer> => {
        const response = await requestAs(windmill.url, personas.admin, `/api/claude/${path}`)
        expect(response.status, path).toBe(200)
        return (await response.json()) as Answer
      }
      // With `participation: 'totals'`, nobody but the employee sees any of these figures.
      const shownEmployees = directory.filter(({ participation }) => participation !== 'totals')
      const profiles = new Map<string, EmployeeStatsResponse>()
      for (const { id } of shownEmployees) profiles.set(id, await readStats(personas.admin, id, period))

      let teamRowCount = 0
      for (const managerId of new Set(directory.flatMap(({ managerId }) => managerId ?? []))) {
        const { people } = await readJson<TeamStatsResponse>(`teams/${managerId}/stats?${periodQuery}`)
        for (const { id, name, stats } of people) {
          teamRowCount += 1
          for (const stat of statIds) {
            const expected = pickValues(profiles.get(id)?.stats[stat]) ?? {}
            expect(stats[stat], `${stat} of ${name} in a team`).toMatchObject(expected)
          }
        }
        const file = buildTeamCsv({ language: englishLanguage, labels: csvLabels, period, stats: catalog, people })
        for (const [id = '', name, , , ...cells] of readCsvLines(file)) {
          const values = cells.slice(0, catalog.length).map((cell) => (cell === '' ? null : Number(cell)))
          expect(values, `${name} in the file of a team`).toEqual(
            catalog.map((stat) => roundForFile(profiles.get(id)?.stats[stat.id].value ?? null)),
          )
        }
      }
      expect(teamRowCount).toBeGreaterThan(shownEmployees.length / 2)

      const csv = await (await requestAs(windmill.url, personas.admin, `/api/claude/export.csv?${periodQuery}`)).text()
      const exportedSums = sumExport(csv)
      for (const [id, { stats }] of profiles) {
        for (const [index, stat] of catalog.entries()) {
          if (stat.kind === 'ratio') continue
          // Days without activity have no row.
          const sum = exportedSums.get(id)?.[index] ?? 0
          expect(sum, `${stat.id} of ${id} in the export`).toBe(stats[stat.id].value ?? 0)
        }
      }
      for (const id of exportedSums.keys()) expect(profiles.has(id)).toBe(true)

      for (const [id, profile] of profiles) {
        const { days: employeeDays } = await readJson<EmployeeDaysResponse>(`employees/${id}/days?${periodQuery}`)
        for (const stat of catalog) {
          const file = buildDaysCsv(englishLanguage, createStatFigure(englishLanguage, stat, profile), employeeDays)
          const [sum = 0, proposed = 0] = sumColumns(file, stat.kind === 'ratio' ? 2 : 1)
          const value = stat.kind === 'sum' ? sum : proposed && sum / proposed
          expect(value, `${stat.id} of ${id} in the file of its days`).toBe(profile.stats[stat.id].value ?? 0)
        }
        const file = buildDaysCsv(englishLanguage, createActiveDaysFigure(englishLanguage, profile), employeeDays)
        expect(sumColumns(file, adoptionIds.length), `active days of ${id} in the file of their days`).toEqual(
          adoptionIds.map((adoptionId) => profile.activeDays[adoptionId].value ?? 0),
        )
      }

      const adoption = await readJson<AdoptionResponse>(`adoption?${periodQuery}&bucket=month`)
      for (const product of products) {
        const isActive = ({ stats }: EmployeeStatsResponse) =>
          listProductStats(product.id).some(({ id, kind }) =>
            kind === 'ratio' ? stats[id].value !== null : (stats[id].value ?? 0) > 0,
          )
        expect(adoption.active[product.id], product.id).toBe([...profiles.values()].filter(isActive).length)
      }

      let observationCount = 0
      for (const [id, profile] of profiles) {
        const answer = await readJson<ObservationsResponse>(`employees/${id}/observations?${periodQuery}`)
        expect(answer.period).toEqual(period)
        expect(answer.previous).toEqual(profile.previous)
        for (const { statId, value, previous } of answer.observations) {
          observationCount += 1
          const { stats } = profile
          expect({ value, previous }, `${statId} of ${id}`).toEqual({
            value: stats[statId].value,
            previous: stats[statId].previous,
          })
        }
      }

      let copiedRowCount = 0
      for (const [id, profile] of profiles) {
        const observations = findObservations(profile)
        for (const observation of observations) {
          const sentence = formatSentence(englishLanguage, observation, profile)
          const { question } = describeObservation(englishLanguage, observation, false)
          const { text } = buildObservationInsert(
            englishLanguage,
            profile,
            { observation, sentence, isEdited: false },
            question,
          )
          const expected = listExpectedNumbers(observation, profile)
          expect(listNumbers(text).slice(0, expected.length), `inserted for ${id}: ${text}`).toEqual(expected)
        }
        const { text } = buildReviewDocument(englishLanguage, {
          response: profile,
          observations,
          title: 'Claude usage',
          employeeName: id,
          isReadingHistory: false,
        })
        const copiedLines = text.split('\n')
        for (const { id: productId, label } of products) {
          for (const stat of listProductStats(productId)) {
            const start = `${label}: ${stat.shortLabel}: `
            const line = copiedLines.find((candidate) => candidate.startsWith(start))
            const { value, previous } = profile.stats[stat.id]
            if (line === undefined) {
              expect(value ?? 0, `${stat.id} of ${id} is left out of the copied text`).toBe(0)
              continue
            }
            copiedRowCount += 1
            expect(listNumbers(line.slice(start.length)), `${stat.id} of ${id} in the copied text`).toEqual(
              [value, previous].flatMap((count) => (count === null ? [] : formatStat(stat, count))),
            )
          }
        }
      }
      expect(copiedRowCount).toBeGreaterThan(profiles.size)
      // In the weeks of May and June, connector usage is a lower bound, and observations skip lower bounds.
      if (period.from !== '2026-05-20') expect(observationCount).toBeGreaterThan(0)
    },
  )

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

  test('shows no figures, not even zeros, for an employee whose address in Claude is not in the directory', async () => {
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
