import type { Period } from '@windmill/claude-core'
import pg from 'pg'
import type { Benchmark, Figure } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { maxTotalsRequests } from '../src/sync/budget.ts'
import { measureCorruptions } from './corrupt-usage.ts'
import { createTotalsCompany, type TotalsCompany } from './totals-company.ts'

const year: Period = { from: '2026-01-01', to: '2026-12-31' }
const month: Period = { from: '2026-10-01', to: '2026-10-31' }
const corruptionCount = 1_000

export const totalsBenchmark: Benchmark = {
  name: 'totals',
  title: `Claude's totals of 5,000 people over a year and of 100,000 people over a month, and ${corruptionCount} silent corruptions, in PostgreSQL`,
  isLong: true,
  async measure(log) {
    const server = await startPostgres({ isDurable: true })
    try {
      const figuresOfYear = await measureCompany(server.url, 5_000, year, log, async (company) => {
        const result = await measureCorruptions(company, { period: year, count: corruptionCount, seed: 1 })
        return [
          { figure: 'corruptions', value: result.corruptions },
          { figure: 'corruptions not found', value: result.notFound, budget: 0 },
          { figure: 'corruptions not healed', value: result.notHealed, budget: 0 },
          { figure: 'people and months without a corruption', value: result.cleanPersonMonths },
          { figure: 'false findings about them', value: result.falseFindings, budget: 0 },
          { figure: 'requests that healed them', value: result.repair.requests, budget: maxTotalsRequests },
          { figure: 'healed after (s)', value: result.repair.seconds },
        ]
      })
      const figuresOfMonth = await measureCompany(server.url, 100_000, month, log, async () => [])
      return [...figuresOfYear, ...figuresOfMonth]
    } finally {
      await server.stop()
    }
  },
}

/**
 * Measures a reconciliation of all months of a company in which nothing differs. Adds the figures that `measureMore`
 * returns for the same company.
 */
const measureCompany = async (
  serverUrl: string,
  size: number,
  period: Period,
  log: (line: string) => void,
  measureMore: (company: TotalsCompany) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> => {
  const database = await createDatabase(serverUrl, 'bench')
  const pool = new pg.Pool({ connectionString: database.url })
  const storage = postgresStorage({ pool })
  try {
    await storage.migrate()
    const company = await createTotalsCompany(storage, pool, { size, period })
    log(`${size} people are stored from ${period.from} to ${period.to}`)
    const { seconds, requests } = await company.reconcile()
    const checks = await storage.listMonthChecks(company.account)
    const isAnyUnequal = checks.some(({ finished }) => finished?.result !== 'equal')
    if (checks.length === 0 || isAnyUnequal) throw new Error('The months are not equal to the totals.')
    const name = `${size} people, ${checks.length === 1 ? 'a month' : `${checks.length} months`}`
    return [
      { figure: `${name}: requests`, value: requests, budget: maxTotalsRequests },
      { figure: `${name}: reconciled after (s)`, value: seconds },
      ...(await measureMore(company)),
    ]
  } finally {
    await storage.close()
    await pool.end()
    await database.drop()
  }
}
