import { addDays, type EmployeeId, type Period, permissions, type Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { type Benchmark, computeMedian, type Figure, measureSeconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { createHandWrittenSql } from './hand-written-sql.ts'
import { assertSameAdoption, assertSameEmployeeUsage } from './people-assertions.ts'
import {
  dayCount,
  employeeCount,
  findManagerByTeamSize,
  insertPeopleData,
  latestDay,
  sampleEmployees,
} from './people-data.ts'
import { account, admin } from './start-integration.ts'

/** With the previous period, this covers all stored days. */
const period: Period = { from: addDays(latestDay, 1 - dayCount / 2), to: latestDay }
const today = addDays(latestDay, 1)
/** Maximum time of the storage adapter as a multiple of the time of hand-written SQL. */
const maxRatio = 1.2

const createViewer = (id: EmployeeId): Viewer => ({ accountId: account, employeeId: id, permissions: [], actsFor: [] })

export const peopleBenchmark: Benchmark = {
  name: 'people',
  title: `${employeeCount} employees and ${dayCount} days in PostgreSQL: visibility and figures, against hand-written SQL`,
  async measure(log) {
    const server = await startPostgres({ isDurable: true })
    const database = await createDatabase(server.url, 'bench')
    const pool = new pg.Pool({ connectionString: database.url })
    const storage = postgresStorage({ pool })
    try {
      await storage.migrate()
      let rows = 0
      const seconds = await measureSeconds(async () => {
        rows = await insertPeopleData(storage, pool)
      })
      log(`${rows} rows were stored in ${seconds.toFixed(0)} s`)

      return await measure(storage, pool)
    } finally {
      await pool.end()
      await database.drop()
      await server.stop()
    }
  },
}

const measure = async (storage: StorageAdapter, pool: pg.Pool): Promise<readonly Figure[]> => {
  const sql = createHandWrittenSql(pool)
  const topEmployee = findManagerByTeamSize(employeeCount - 1).id
  const smallTeam = findManagerByTeamSize(50)
  const largeTeam = findManagerByTeamSize(10_000)
  const sample = sampleEmployees(100)
  // The top employee is the slowest viewer, because the line of managers up to them is the longest.
  const checkVisibility = (id: EmployeeId) =>
    storage.listVisibleEmployees(createViewer(topEmployee), { among: [id] }, today)
  const readEmployeeUsage = (id: EmployeeId) => storage.sumEmployeeUsage(account, id, period, 'week')
  const readTeam = (id: EmployeeId) => storage.sumTeamUsage(createViewer(id), id, period, today)
  const readAdoption = () =>
    storage.sumAdoption({ ...createViewer(admin.employeeId), permissions }, 'all', { period, bucket: 'week' }, today)

  for (const id of sample.slice(0, 20))
    assertSameEmployeeUsage(await readEmployeeUsage(id), await sql.sumEmployeeUsage(id, period), period)
  assertSameAdoption(await readAdoption(), await sql.sumAdoption(period))

  const createSampleTasks = (task: (id: EmployeeId) => Promise<unknown>) => sample.map((id) => () => task(id))
  const repeatTask = (count: number, task: () => Promise<unknown>) => Array.from({ length: count }, () => task)
  const comparisons = [
    {
      name: 'one employee’s figures',
      ...(await compareTimes(
        createSampleTasks(readEmployeeUsage),
        createSampleTasks((id) => sql.sumEmployeeUsage(id, period)),
      )),
    },
    {
      name: 'one employee’s figures, with the check of who may see it',
      ...(await compareTimes(
        createSampleTasks(async (id) => (await checkVisibility(id)) && (await readEmployeeUsage(id))),
        createSampleTasks(
          async (id) => (await sql.isAbove(topEmployee, id)) && (await sql.sumEmployeeUsage(id, period)),
        ),
      )),
    },
    {
      name: `team of ${smallTeam.size}`,
      ...(await compareTimes(
        repeatTask(30, () => readTeam(smallTeam.id)),
        repeatTask(30, () => sql.countTeamRows(smallTeam.id, period)),
      )),
    },
    {
      name: `team of ${largeTeam.size}`,
      ...(await compareTimes(
        repeatTask(5, () => readTeam(largeTeam.id)),
        repeatTask(5, () => sql.countTeamRows(largeTeam.id, period)),
      )),
    },
    {
      name: 'adoption of everyone',
      ...(await compareTimes(
        repeatTask(3, readAdoption),
        repeatTask(3, () => sql.sumAdoption(period)),
      )),
    },
  ]
  // Measured last, because the directory is cached by then, like in a running server.
  const visibility = await compareTimes(
    createSampleTasks(checkVisibility),
    createSampleTasks((id) => sql.isAbove(topEmployee, id)),
  )
  return [
    { figure: 'check of who may see one employee (ms)', value: visibility.adapterMs, budget: 5 },
    { figure: 'check of who may see one employee, by hand (ms)', value: visibility.handWrittenMs },
    ...comparisons.flatMap(({ name, adapterMs, handWrittenMs }): Figure[] => [
      { figure: `${name} (ms)`, value: adapterMs },
      { figure: `${name}, by hand (ms)`, value: handWrittenMs },
      { figure: `${name} ÷ by hand`, value: adapterMs / handWrittenMs, budget: maxRatio },
    ]),
  ]
}

type Task = () => Promise<unknown>

/**
 * Runs each pair of tasks and returns the median times in milliseconds. It alternates which side of a pair runs first,
 * so that neither side profits more often from a cache that the other one filled.
 */
const compareTimes = async (adapterTasks: readonly Task[], handWrittenTasks: readonly Task[]) => {
  const measureMs = async (task: Task) => (await measureSeconds(async () => void (await task()))) * 1000
  // Warms up both sides.
  await Promise.all([adapterTasks[0]?.(), handWrittenTasks[0]?.()])
  const adapterTimesMs: number[] = []
  const handWrittenTimesMs: number[] = []
  for (const [index, adapterTask] of adapterTasks.entries()) {
    const handWrittenTask = handWrittenTasks[index] ?? adapterTask
    const isAdapterFirst = index % 2 === 0
    if (isAdapterFirst) adapterTimesMs.push(await measureMs(adapterTask))
    handWrittenTimesMs.push(await measureMs(handWrittenTask))
    if (!isAdapterFirst) adapterTimesMs.push(await measureMs(adapterTask))
  }
  return { adapterMs: computeMedian(adapterTimesMs), handWrittenMs: computeMedian(handWrittenTimesMs) }
}
