import { addDays, type EmployeeId, type Period, permissions, type Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { type Benchmark, computeMedian, type Figure, measureSeconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import type { ClaudeIntegration, HostViewer, StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { createHandWrittenSql, type HandWrittenSql } from './hand-written-sql.ts'
import { assertSameAdoption, assertSameEmployeeUsage } from './people-assertions.ts'
import { type Company, createCompany, dayCount, insertPeopleData, latestDay } from './people-data.ts'
import { account, startIntegration } from './start-integration.ts'

const createPeriod = (days: number): Period => ({ from: addDays(latestDay, 1 - days), to: latestDay })
const panelPeriod = createPeriod(90)
const teamPeriod = createPeriod(30)
/** The stats that the team widget shows at first. */
const teamStats = ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate'] as const
/** Half of the stored days. The previous period covers the other half. */
const adoptionPeriod = createPeriod(dayCount / 2)
const now = Date.parse(`${addDays(latestDay, 1)}T12:00:00Z`)
const today = addDays(latestDay, 1)

/** Sizes of the company, for 1, 5 and 20 million usage rows. */
const sizes = [5_000, 25_000, 100_000]

/** Maximum times of `claude.api`, with its checks and its log entry, as multiples of the times of hand-written SQL. */
const budgets = { panel: 1, largeTeam: 0.8, adoption: 0.05 }
/** Maximum time of a panel while eight adoption pages are read, as a multiple of its time alone. */
const maxSlowdown = 2
const parallelAdoptionCount = 8

export const peopleBenchmark: Benchmark = {
  name: 'people',
  title: `Up to ${sizes.at(-1)} employees and ${dayCount} days in PostgreSQL: pages of claude.api, against hand-written SQL`,
  async measure(log) {
    const server = await startPostgres({ isDurable: true })
    const database = await createDatabase(server.url, 'bench')
    const pool = new pg.Pool({ connectionString: database.url })
    const storage = postgresStorage({ pool })
    await storage.migrate()
    let company = createCompany(0)
    const claude = await startIntegration({
      storage,
      api: { url: 'http://localhost:9', clock: fixedClock },
      listEmployees: () => company.employees,
    })
    try {
      const figures: Figure[] = []
      let storedCount = 0
      for (const size of sizes) {
        company = createCompany(size)
        let rowCount = 0
        const seconds = await measureSeconds(async () => {
          rowCount = await insertPeopleData(storage, pool, company, storedCount)
        })
        storedCount = size
        log(`${rowCount} rows are stored, after ${seconds.toFixed(0)} s`)
        const isLargest = size === sizes.at(-1)
        figures.push(...(await measurePages({ storage, claude, pool, company, isLargest, log })))
      }
      return figures
    } finally {
      await claude.stop()
      await pool.end()
      await database.drop()
      await server.stop()
    }
  },
}

interface MeasureInput {
  readonly storage: StorageAdapter
  readonly claude: ClaudeIntegration
  readonly pool: pg.Pool
  readonly company: Company
  /** Whether the company has its maximum size. Only then do the budgets apply. */
  readonly isLargest: boolean
  readonly log: (line: string) => void
}

const measurePages = async ({ storage, claude, pool, company, isLargest, log }: MeasureInput): Promise<Figure[]> => {
  const sql = createHandWrittenSql(pool)
  const topEmployee = company.findManagerByTeamSize(company.employees.length - 1).id
  const sample = company.sampleEmployees(100)
  await assertSameNumbers(storage, sql, sample)

  // The top employee is the slowest viewer, because the line of managers up to them is the longest.
  const readPanel = (id: EmployeeId) =>
    claude.api.employeeStats(createHostViewer(topEmployee), id, { ...panelPeriod, bucket: 'week' })
  const readPanelByHand = async (id: EmployeeId) => {
    if (!(await sql.isSelfOrAbove(topEmployee, id))) throw new Error(`${topEmployee} may not see ${id}.`)
    await sql.sumEmployeeUsage(id, panelPeriod)
    await sql.addLogEntry(topEmployee, id)
  }
  const readTeam = (id: EmployeeId) =>
    claude.api.teamStats(createHostViewer(id), id, { ...teamPeriod, stats: teamStats })
  const readTeamByHand = async (id: EmployeeId) => {
    await sql.countTeamRows(id, teamPeriod, teamStats)
    await sql.addLogEntry(id, id)
  }
  // Each read has a viewer of its own, so that every read adds an entry to the log.
  let adoptionCount = 0
  const readAdoption = () => {
    adoptionCount += 1
    const viewer = createHostViewer(`analyst-${company.employees.length}-${adoptionCount}`, true)
    return claude.api.adoption(viewer, { ...adoptionPeriod, bucket: 'week' })
  }
  const readAdoptionByHand = async () => {
    await sql.sumAdoption(adoptionPeriod)
    await sql.addLogEntry('analyst', 'everyone')
  }

  const figures: Figure[] = []
  const compare = async (name: string, tasks: readonly Task[], handWrittenTasks: readonly Task[], budget?: number) => {
    const { adapterMs, handWrittenMs } = await compareTimes(tasks, handWrittenTasks)
    const ratio = adapterMs / handWrittenMs
    const title = `${name}, ${company.employees.length} employees`
    log(`${title}: ${adapterMs.toFixed(1)} ms, by hand ${handWrittenMs.toFixed(1)} ms`)
    figures.push(
      { figure: `${title} (ms)`, value: adapterMs },
      { figure: `${title} ÷ by hand`, value: ratio, ...(isLargest && budget !== undefined && { budget }) },
    )
  }
  const repeat = (count: number, task: Task) => Array.from({ length: count }, () => task)
  await compare(
    'panel',
    sample.map((id) => () => readPanel(id)),
    sample.map((id) => () => readPanelByHand(id)),
    budgets.panel,
  )
  const [smallTeam, largeTeam] = [company.findManagerByTeamSize(50), company.findManagerByTeamSize(10_000)]
  await compare(
    `team of ${smallTeam.size}`,
    repeat(30, () => readTeam(smallTeam.id)),
    repeat(30, () => readTeamByHand(smallTeam.id)),
  )
  await compare(
    `team of ${largeTeam.size}`,
    repeat(5, () => readTeam(largeTeam.id)),
    repeat(5, () => readTeamByHand(largeTeam.id)),
    budgets.largeTeam,
  )
  await compare('adoption of everyone', repeat(3, readAdoption), repeat(3, readAdoptionByHand), budgets.adoption)
  if (isLargest)
    figures.push(
      await measureSlowdown(
        sample.map((id) => () => readPanel(id)),
        readAdoption,
      ),
    )
  return figures
}

/** Asserts that the adapter and hand-written SQL return the same numbers. Otherwise, their times are not comparable. */
const assertSameNumbers = async (
  storage: StorageAdapter,
  sql: HandWrittenSql,
  sample: readonly EmployeeId[],
): Promise<void> => {
  for (const id of sample.slice(0, 20)) {
    const usage = await storage.sumEmployeeUsage(account, id, panelPeriod, 'week')
    assertSameEmployeeUsage(usage, await sql.sumEmployeeUsage(id, panelPeriod), panelPeriod)
  }
  const query = { period: adoptionPeriod, bucket: 'week' } as const
  assertSameAdoption(await storage.sumAdoption(analyst, 'all', query, today), await sql.sumAdoption(adoptionPeriod))
}

/** Measures by how much several concurrent adoption pages slow a panel down. */
const measureSlowdown = async (panels: readonly Task[], readAdoption: Task): Promise<Figure> => {
  const measurePanels = async (isDone: () => boolean) => {
    const times: number[] = []
    for (const panel of panels) {
      if (isDone()) break
      times.push(await measureMs(panel))
    }
    return computeMedian(times)
  }
  const alone = await measurePanels(() => false)
  let areAllRead = false
  const reads = Promise.all(Array.from({ length: parallelAdoptionCount }, readAdoption)).then(() => {
    areAllRead = true
  })
  const duringReads = await measurePanels(() => areAllRead)
  await reads
  return {
    figure: `panel during ${parallelAdoptionCount} adoption reads ÷ alone`,
    value: duringReads / alone,
    budget: maxSlowdown,
  }
}

const analyst: Viewer = { accountId: account, employeeId: 'analyst' as EmployeeId, permissions, actsFor: [] }

const createHostViewer = (employeeId: string, canSeeEveryone = false): HostViewer => ({
  accountId: account,
  employeeId,
  permissions: canSeeEveryone ? ['people:view'] : [],
})

/** A clock that stands still, at a time when the directory was just read. */
const fixedClock = {
  now: () => now,
  monotonicNow: () => performance.now(),
  sleep: () => Promise.reject(new Error('Nothing waits in this benchmark.')),
}

type Task = () => Promise<unknown>

const measureMs = async (task: Task): Promise<number> => (await measureSeconds(async () => void (await task()))) * 1000

/**
 * Runs each pair of tasks and returns the median times in milliseconds. It alternates which side of a pair runs first,
 * so that no side profits more often from a cache that the other side filled.
 */
const compareTimes = async (adapterTasks: readonly Task[], handWrittenTasks: readonly Task[]) => {
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
