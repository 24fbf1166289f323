import { addDays, type EmployeeId, type Period, type Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { type Benchmark, type Figure, median, seconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { sameAdoption, samePanel } from './people-assertions.ts'
import { days, fill, latestDay, managerOf, people, someEmployees } from './people-data.ts'
import { byHand } from './people-sql.ts'
import { account, admin } from './product.ts'

/** All the days that are stored: a period and the one before it. */
const period: Period = { from: addDays(latestDay, 1 - days / 2), to: latestDay }
const today = addDays(latestDay, 1)
/** What the product may take, as a share of the time of SQL by hand. */
const budget = 1.2

const viewer = (id: EmployeeId): Viewer => ({ accountId: account, employeeId: id, role: 'employee' })

export const peopleBenchmark: Benchmark = {
  name: 'people',
  title: `${people} employees and ${days} days in PostgreSQL: who may be seen, and their figures, against SQL by hand`,
  async measure(say) {
    const server = await startPostgres({ durable: true })
    const database = await createDatabase(server.url, 'bench')
    const pool = new pg.Pool({ connectionString: database.url })
    const storage = postgresStorage({ pool })
    try {
      await storage.migrate()
      let rows = 0
      const filling = await seconds(async () => {
        rows = await fill(storage, pool)
      })
      say(`${rows} rows were stored in ${filling.toFixed(0)} s`)

      return await measure(storage, pool)
    } finally {
      await pool.end()
      await database.drop()
      await server.stop()
    }
  },
}

const measure = async (storage: StorageAdapter, pool: pg.Pool): Promise<readonly Figure[]> => {
  const hand = byHand(pool)
  const top = managerOf(people - 1).id
  const small = managerOf(50)
  const large = managerOf(10_000)
  const some = someEmployees(100)
  /** As someone is asked about by who is furthest above them: the longest way. */
  const mayTopSee = (id: EmployeeId) => storage.visibleEmployees(viewer(top), { among: [id] }, today)
  const panel = (id: EmployeeId) => storage.sumEmployeeUsage(account, id, period, 'week')
  const team = (id: EmployeeId) => storage.sumTeamUsage(viewer(id), id, period, today)
  const adoption = () => storage.sumAdoption(admin, period, 'week', today)

  for (const id of some.slice(0, 20)) samePanel(await panel(id), await hand.panel(id, period), period)
  sameAdoption(await adoption(), await hand.adoption(period))

  const each = (task: (id: EmployeeId) => Promise<unknown>) => some.map((id) => () => task(id))
  const times = (count: number, task: () => Promise<unknown>) => Array.from({ length: count }, () => task)
  const comparisons = [
    {
      of: 'one employee’s panel',
      ...(await compare(
        each(panel),
        each((id) => hand.panel(id, period)),
      )),
    },
    {
      of: 'one employee’s panel, with the look who may see it',
      ...(await compare(
        each(async (id) => (await mayTopSee(id)) && (await panel(id))),
        each(async (id) => (await hand.isAbove(top, id)) && (await hand.panel(id, period))),
      )),
    },
    {
      of: `team of ${small.people}`,
      ...(await compare(
        times(30, () => team(small.id)),
        times(30, () => hand.team(small.id, period)),
      )),
    },
    {
      of: `team of ${large.people}`,
      ...(await compare(
        times(5, () => team(large.id)),
        times(5, () => hand.team(large.id, period)),
      )),
    },
    {
      of: 'adoption of everyone',
      ...(await compare(
        times(3, adoption),
        times(3, () => hand.adoption(period)),
      )),
    },
  ]
  // Last, when the directory has been read already, as it has in a server that runs.
  const visible = await compare(
    each(mayTopSee),
    each((id) => hand.isAbove(top, id)),
  )
  return [
    { figure: 'look who may see one employee (ms)', value: visible.product, budget: 5 },
    { figure: 'the same by hand (ms)', value: visible.hand },
    ...comparisons.flatMap(({ of, product, hand }): Figure[] => [
      { figure: `${of} (ms)`, value: product },
      { figure: `${of}, by hand (ms)`, value: hand },
      { figure: `${of} ÷ by hand`, value: product / hand, budget },
    ]),
  ]
}

type Task = () => Promise<unknown>

/** The medians in milliseconds. One of each in turn, and each first as often as the other: none has the colder cache. */
const compare = async (product: readonly Task[], hand: readonly Task[]) => {
  const time = async (task: Task) => (await seconds(async () => void (await task()))) * 1000
  await Promise.all([product[0]?.(), hand[0]?.()])
  const times: { readonly product: number; readonly hand: number }[] = []
  for (const [turn, ours] of product.entries()) {
    const theirs = hand[turn] ?? ours
    if (turn % 2 === 0) times.push({ product: await time(ours), hand: await time(theirs) })
    else times.push(await time(theirs).then(async (hand) => ({ product: await time(ours), hand })))
  }
  return { product: median(times.map(({ product }) => product)), hand: median(times.map(({ hand }) => hand)) }
}
