import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { postgresStorage } from '../storage/postgres.ts'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { findRows } from '../test/find-rows.ts'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

let database: AdminDatabase
beforeEach(async () => {
  database = await createAdminDatabase('erased_person')
})
afterEach(async () => {
  await database.drop()
})

test('no table has anything about an erased employee but a pseudonym and hashes, even after pulls and syncs', async () => {
  const maya = createDirectReport('maya', 'boss', { name: 'Maya Malone', emails: ['m.malone@example.com'] })
  const employees = [
    createEmployee('root'),
    createDirectReport('boss', 'root'),
    maya,
    createDirectReport('per', 'maya'),
    createEmployee('twin', { emails: ['twin@example.com'] }),
  ]
  const pool = new pg.Pool({ connectionString: database.url })
  const storage = postgresStorage({ pool })
  const host = createTestHost({ storage, clock: createVirtualClock(Date.parse('2026-11-22T00:00:00Z')), employees })
  const { claude, request } = host
  const emails = { maya: 'm.malone@example.com' }
  const storeUsage = () =>
    storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: {} }, '2026-11-10', emails)
  try {
    await storage.migrate()
    await storeUsage()
    await claude.directory.refresh(acme)
    await claude.links.decide(acme, 'user_maya', { decision: 'ignore' }, { by: 'maya' })
    await claude.links.decide(acme, 'user_maya', { decision: 'link', employeeId: 'maya' }, { by: 'root' })
    const period = 'from=2026-11-01&to=2026-11-20'
    await request('boss', `/employees/maya/stats?${period}`)
    await request('maya', `/employees/per/stats?${period}`)
    await request('root', `/teams/maya/stats?${period}`)
    const texts = ['maya', 'Maya', 'Malone', 'malone']
    const tablesWithTexts = new Set(
      (await findRows(database.admin, texts)).map((row) => row.slice(0, row.indexOf(':'))),
    )
    const tableNames = ['employees', 'reporting_lines', 'links', 'claude_users', 'usage_days', 'mappings', 'log']
    for (const name of [...tableNames, 'changed_employees']) expect(tablesWithTexts).toContain(`claude.${name}`)

    await claude.employees.erase(acme, 'maya', { by: 'root' })
    expect(await findRows(database.admin, texts)).toEqual([])
    await storeUsage()
    await claude.directory.refresh(acme)
    await claude.directory.upsert(acme, [{ ...maya, managerId: 'root' }])
    expect(await findRows(database.admin, texts)).toEqual([])
  } finally {
    await claude.stop()
    await pool.end()
  }
})
