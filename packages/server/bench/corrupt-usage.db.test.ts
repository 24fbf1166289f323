import type { Period } from '@windmill/claude-core'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createAdminStorage } from '../src/test/admin-storage.ts'
import { measureCorruptions } from './corrupt-usage.ts'
import { createTotalsCompany } from './totals-company.ts'

const period: Period = { from: '2026-04-01', to: '2026-05-31' }

// `pnpm bench totals` does the same with 1,000 corruptions of a year of 5,000 people.
test('the reconciliation finds and heals every corruption of a sum, and has no false findings', async () => {
  const { storage, url, drop } = await createAdminStorage('corruptions')
  const pool = new pg.Pool({ connectionString: url })
  try {
    const company = await createTotalsCompany(storage, pool, { size: 60, period })
    const result = await measureCorruptions(company, { period, count: 40, seed: 1 })
    expect(result).toMatchObject({ corruptions: 40, notFound: 0, notHealed: 0, falseFindings: 0 })
    expect(result.cleanPersonMonths).toBe(2 * 60 - 30)
  } finally {
    await pool.end()
    await drop()
  }
})
