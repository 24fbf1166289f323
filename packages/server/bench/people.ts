import { addDays, type EmployeeId, type Period, type Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { type Benchmark, type Figure, measureSeconds, median } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { assertSameAdoption, assertSamePanel } from './people-assertions.ts'
import { days, findManagerOfSize, insertData, latestDay, people, sampleEmployees } from './people-data.ts'
import { createHandWrittenSql } from './people-sql.ts'
import { account, admin } from './product.ts'

/** With the previous period, this covers all stored days. */
const period: Period = { from: addDays(latestDay, 1 - days / 2), to: latestDay }
const today = addDays(latestDay, 1)
/** Maximum time of the product as a multiple of hand-written SQL. */
const maxRatio = 1.2

const toViewer = (id: EmployeeId): Viewer => ({ accountId: account, employeeId: id, role: 'employee' })

export const peopleBenchmark: Benchmark = {
  name: 'people',
  title: `${people} employees and ${days} days in PostgreSQL: visibility and figures, against hand-written SQL`,
  async measure(log) {
    const server = await startPostgres({ durable: true })
    const database = await createDatabase(server.url, 'bench')
    const pool = new pg.Pool({ connectionString: database.url })
    const storage = postgresStorage({ pool })
    try {
      await storage.migrate()
      let rows = 0
      const seconds = await measureSeconds(async () => {
        rows = await insertData(storage, pool)
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
  const top = findManagerOfSize(people - 1).id
  const smallTeam = findManagerOfSize(50)
  const largeTeam = findManagerOfSize(10_000)
  const sample = sampleEmployees(100)
  /** The employee at the top is furthest from everyone else: the slowest case. */
  const canTopSee = (id: EmployeeId) => storage.listVisibleEmployees(toViewer(top), { among: [id] }, today)
  const readPanel = (id: EmployeeId) => storage.sumEmployeeUsage(account, id, period, 'week')
  const readTeam = (id: EmployeeId) => storage.sumTeamUsage(toViewer(id), id, period, today)
  const readAdoption = () => storage.sumAdoption(admin, period, 'week', today)

  for (const id of sample.slice(0, 20)) assertSamePanel(await readPanel(id), await sql.panel(id, period), period)
  assertSameAdoption(await readAdoption(), await sql.adoption(period))

  const forSample = (task: (id: EmployeeId) => Promise<unknown>) => sample.map((id) => () => task(id))
  const repeat = (count: number, task: () => Promise<unknown>) => Array.from({ length: count }, () => task)
  const comparisons = [
    {
      name: 'one employee’s panel',
      ...(await compare(
        forSample(readPanel),
        forSample((id) => sql.panel(id, period)),
      )),
    },
    {
      name: 'one employee’s panel, with the check who may see it',
      ...(await compare(
        forSample(async (id) => (await canTopSee(id)) && (await readPanel(id))),
        forSample(async (id) => (await sql.isAbove(top, id)) && (await sql.panel(id, period))),
      )),
    },
    {
      name: `team of ${smallTeam.people}`,
      ...(await compare(
        repeat(30, () => readTeam(smallTeam.id)),
        repeat(30, () => sql.team(smallTeam.id, period)),
      )),
    },
    {
      name: `team of ${largeTeam.people}`,
      ...(await compare(
        repeat(5, () => readTeam(largeTeam.id)),
        repeat(5, () => sql.team(largeTeam.id, period)),
      )),
    },
    {
      name: 'adoption of everyone',
      ...(await compare(
        repeat(3, readAdoption),
        repeat(3, () => sql.adoption(period)),
      )),
    },
  ]
  // Measured last, so that the directory is cached, as it is in a running server.
  const visibility = await compare(
    forSample(canTopSee),
    forSample((id) => sql.isAbove(top, id)),
  )
  return [
    { figure: 'check who may see one employee (ms)', value: visibility.product, budget: 5 },
    { figure: 'check who may see one employee, by hand (ms)', value: visibility.handWritten },
    ...comparisons.flatMap(({ name, product, handWritten }): Figure[] => [
      { figure: `${name} (ms)`, value: product },
      { figure: `${name}, by hand (ms)`, value: handWritten },
      { figure: `${name} ÷ by hand`, value: product / handWritten, budget: maxRatio },
    ]),
  ]
}

type Task = () => Promise<unknown>

/**
 * Returns the median times in milliseconds. The two sides alternate, and so does the one that goes first, so that neither
 * profits from the other's cache.
 */
const compare = async (productTasks: readonly Task[], handWrittenTasks: readonly Task[]) => {
  const measureMs = async (task: Task) => (await measureSeconds(async () => void (await task()))) * 1000
  await Promise.all([productTasks[0]?.(), handWrittenTasks[0]?.()])
  const productTimes: number[] = []
  const handWrittenTimes: number[] = []
  for (const [index, productTask] of productTasks.entries()) {
    const handWrittenTask = handWrittenTasks[index] ?? productTask
    const isProductFirst = index % 2 === 0
    if (isProductFirst) productTimes.push(await measureMs(productTask))
    handWrittenTimes.push(await measureMs(handWrittenTask))
    if (!isProductFirst) productTimes.push(await measureMs(productTask))
  }
  return { product: median(productTimes), handWritten: median(handWrittenTimes) }
}
