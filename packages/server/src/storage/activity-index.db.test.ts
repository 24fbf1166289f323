import { addDays, type Day, type EmployeeId, listDays, type Period, type Viewer } from '@windmill/claude-core'
import { isActive, mapAdoptionIds } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasSlot } from '../activity/bitmap.ts'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import { countAdoptionByRows } from '../test/count-adoption-by-rows.ts'
import { createDirectoryArbitrary } from '../testing/directory-arbitrary.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createEmployee,
  createLedgerEntry,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from '../testing/fixtures.ts'
import type { AdoptionUsage, StorageAdapter } from './adapter.ts'
import type { Database, Db } from './sql/schema.ts'

const today: Day = '2026-11-20'
const userCount = 20
const policy = { usageRetentionDays: null, accessRetentionDays: 365, directoryMaxAgeHours: 96 }

let database: AdminStorage
let storage: StorageAdapter
let db: Db
beforeAll(async () => {
  database = await createAdminStorage('activity')
  storage = database.storage
  const options = '-c search_path=claude -c timezone=UTC'
  db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url, options }) }),
  })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** Drops the fields that the oracle does not count, and sorts the lists that have no order. */
const normalize = (usage: AdoptionUsage | null) =>
  usage && {
    ...usage,
    weeks: null,
    engagementSeries: null,
    series: sortByJson(usage.series),
    engagement: { ...usage.engagement, active: sortByJson(usage.engagement.active) },
    teams: sortByJson(usage.teams.map(({ manager, people, linked, active }) => ({ manager, people, linked, active }))),
  }

/** Asserts that the bitmaps of each day match the stored rows of that day. */
const assertIndexed = async (account: Viewer['accountId'], days: readonly Day[]): Promise<void> => {
  const { rows: users } = await database.admin.query('select * from claude.claude_users where account_id = $1', [
    account,
  ])
  const slots = new Map(users.map((user) => [user.claude_user_id, user.slot]))
  expect(new Set(slots.values()).size).toBe(slots.size)
  for (const day of days) {
    const { rows: stored } = await database.admin.query(
      'select * from claude.usage_days where account_id = $1 and day = $2::date',
      [account, day],
    )
    const { rows: bitmaps } = await database.admin.query(
      'select adoption_id, active from claude.activity where account_id = $1 and day = $2::date',
      [account, day],
    )
    const expected = mapAdoptionIds((id) =>
      stored.filter((row) => isActive(row, id)).map((row) => slots.get(row.claude_user_id)),
    )
    const indexed = mapAdoptionIds((id) => {
      const active = bitmaps.find(({ adoption_id }) => adoption_id === id)?.active ?? new Uint8Array()
      return Array.from({ length: active.length * 8 }, (_, slot) => slot).filter((slot) => hasSlot(active, slot))
    })
    expect(indexed).toEqual(mapAdoptionIds((id) => expected[id].sort((a, b) => a - b)))
  }
}

const counter = fc.constantFrom('chat_messages', 'code_commits', 'code_edits_rejected', 'excel_skills')
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      day: fc.integer({ min: -14, max: 0 }),
      rows: fc.array(
        fc.record({ user: fc.nat({ max: userCount - 1 }), counter, count: fc.constantFrom(null, 0, 1, 7) }),
        { maxLength: 12, size: 'max' },
      ),
    }),
  },
  fc.record({
    kind: fc.constant('link' as const),
    user: fc.nat({ max: userCount - 1 }),
    employee: fc.nat({ max: 9 }),
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('exclude' as const), user: fc.nat({ max: userCount - 1 }) }) },
  fc.record({ kind: fc.constant('readmit' as const), user: fc.nat({ max: userCount - 1 }) }),
  fc.record({ kind: fc.constant('erase' as const), user: fc.nat({ max: userCount - 1 }) }),
  fc.record({ kind: fc.constant('policy' as const), historyFrom: fc.option(fc.integer({ min: -14, max: -4 })) }),
  fc.record({ kind: fc.constant('failure' as const), day: fc.integer({ min: -14, max: 0 }) }),
  // Leaves a day as an older version of this code does, which does not write the index.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stale' as const), day: fc.integer({ min: -14, max: 0 }) }) },
  // Lets a day pass and runs the deletion, which deletes everything that is hidden by then.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const) }) },
)

test('adoption from the index equals a count over all rows, after re-reads, links, exclusions, erasures and kept-from days', async () => {
  const randomCase = fc.record({
    employees: createDirectoryArbitrary(fc, today, { min: 1, max: 9 }),
    linkedEmployees: fc.array(fc.nat({ max: 11 }), { minLength: userCount, maxLength: userCount }),
    steps: fc.array(stepArbitrary, { minLength: 12, maxLength: 30, size: 'max' }),
    periodDays: fc.integer({ min: 1, max: 5 }),
    bucket: fc.constantFrom('day', 'week', 'month'),
  })
  await fc.assert(
    fc.asyncProperty(randomCase, async ({ employees, linkedEmployees, steps, periodDays, bucket }) => {
      const { admin } = database
      const account = createAccountId()
      const token = await acquireLongLease(storage, account)
      await storage.saveConnection(createConnectionRecord(account))
      await storage.replaceDirectory(account, employees)
      const link = (links: readonly (readonly [number, number])[]) =>
        changeLinks(
          storage,
          account,
          createLinkChanges({ set: links.map(([user, employee]) => createLink(user, employee)) }),
        )
      await link(linkedEmployees.map((employee, user) => [user, employee]))
      const owner = employees[0]?.id ?? toEmployeeId('0')
      for (const step of steps) {
        if (step.kind === 'read') {
          const usage = step.rows.map(({ user, counter: id, count }) => createUsageDay(user, { [id]: count }))
          await storage.writeDay(account, token, createDayReading(addDays(today, step.day), usage))
        } else if (step.kind === 'link') await link([[step.user, step.employee]])
        else if (step.kind === 'exclude') {
          await storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(step.user)], readmit: [] })
        } else if (step.kind === 'readmit') {
          const readmit = [{ claudeUserId: toClaudeUserId(step.user), employeeId: owner }]
          await storage.excludeClaudeUsers(account, { exclude: [], readmit })
        } else if (step.kind === 'erase') {
          await storage.eraseEmployee(account, owner, {
            claudeUserIds: [toClaudeUserId(step.user)],
            sharedClaudeUserIds: [],
            emailKeys: [],
            pseudonym: toEmployeeId('erased-1'),
          })
        } else if (step.kind === 'policy') {
          const historyFrom = step.historyFrom === null ? null : addDays(today, step.historyFrom)
          await storage.applyPolicy(account, { ...policy, historyFrom })
        } else if (step.kind === 'stale') {
          const accountAndDay = [account, addDays(today, step.day)]
          await admin.query(
            'update claude.ledger set indexed_read = null where account_id = $1 and day = $2',
            accountAndDay,
          )
          await admin.query('delete from claude.activity where account_id = $1 and day = $2', accountAndDay)
        } else if (step.kind === 'delete') {
          await admin.query(`update claude.kept_from set since = since - interval '25 hours' where account_id = $1`, [
            account,
          ])
          await storage.deleteNotKept(account)
        } else {
          const failure = { at: 1, code: 'api_unavailable', attempts: 1, dueAt: 1 }
          const day = addDays(today, step.day)
          const stored =
            (await storage.readLedger(account, { from: day, to: day }))[0] ?? createLedgerEntry(day, { read: null })
          await storage.writeLedgerEntry(account, token, { ...stored, failure })
        }
      }
      const period: Period = { from: addDays(today, 1 - periodDays), to: today }
      await storage.completeActivityIndex(account, token)
      await assertIndexed(account, listDays({ from: addDays(today, -14), to: today }))
      const viewers: readonly (readonly [Viewer, 'all' | { below: EmployeeId }])[] = [
        [createViewer(account, 'stranger', 'admin'), 'all'],
        ...employees.slice(0, 3).map(({ id }) => [createViewer(account, id), { below: id }] as const),
      ]
      for (const [viewer, scope] of viewers) {
        const usage = await storage.sumAdoption(viewer, scope, { period, bucket }, today)
        const expected = await countAdoptionByRows(db, viewer, scope, { period, bucket }, today)
        expect(normalize(usage)).toEqual(normalize(expected))
      }
    }),
    { numRuns: 80 },
  )
})

test('a day that is not in the index counts as not read, until the index is completed', async () => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  await storage.replaceDirectory(account, [createEmployee('ada')])
  await changeLinks(storage, account, createLinkChanges({ set: [createLink('ada', 'ada')] }))
  const days = ['2026-11-18', '2026-11-19'] as const
  for (const day of days) {
    await storage.writeDay(account, token, createDayReading(day, [createUsageDay('ada', { chat_messages: 3 })]))
  }
  const read = () =>
    storage.sumAdoption(
      createViewer(account, 'x', 'admin'),
      'all',
      { period: { from: '2026-11-18', to: '2026-11-19' }, bucket: 'day' },
      today,
    )
  const complete = await read()
  expect(complete?.engagement.active).toEqual([{ isNew: true, days: 2, people: 1 }])

  // An older version of this code stores days without the index. This leaves the same state.
  await database.admin.query(
    `update claude.ledger set times_read = times_read + 1 where account_id = $1 and day = '2026-11-19'`,
    [account],
  )
  await database.admin.query(`delete from claude.activity where account_id = $1 and day = '2026-11-19'`, [account])
  const stale = await read()
  expect(stale?.days.map(({ day }) => day)).toEqual(['2026-11-18'])
  expect(stale?.engagement.active).toEqual([{ isNew: true, days: 1, people: 1 }])

  await storage.completeActivityIndex(account, token)
  expect(await read()).toEqual(complete)
  await assertIndexed(account, days)
})

test('a Claude user who comes back after an erasure of their rows gets a slot that nobody had', async () => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const write = (day: Day, ...users: readonly string[]) =>
    storage.writeDay(
      account,
      token,
      createDayReading(
        day,
        users.map((user) => createUsageDay(user, { chat_messages: 1 })),
      ),
    )
  await write('2026-11-18', 'a', 'b')
  await database.admin.query('delete from claude.claude_users where account_id = $1', [account])
  await write('2026-11-19', 'b', 'c')
  const { rows } = await database.admin.query(
    'select slot from claude.claude_users where account_id = $1 order by slot',
    [account],
  )
  expect(rows.map(({ slot }) => slot)).toEqual([2, 3])
})
