import { type AccountId, addDays, type ClaudeUserId, type Day, dayAt, listDays, maxDay } from '@windmill/claude-core'
import type { AccountPolicy, StorageAdapter } from '../storage/adapter.ts'
import { createReplica } from './change-tests.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const hourMs = 3_600_000
const startTime = Date.parse('2026-06-15T10:00:00Z')
const firstDay: Day = '2026-06-01'
const keepAllPolicy: AccountPolicy = {
  historyFrom: null,
  usageRetentionDays: null,
  accessRetentionDays: 365,
  directoryMaxAgeHours: 96,
}
const people = [0, 1, 2] as const
const days = listDays({ from: firstDay, to: '2026-06-14' })
const period = { from: firstDay, to: '2026-06-14' as Day }

/** Creates a row with a count that identifies its day and Claude user. Every third day of a Claude user has zeros. */
const createRow = (id: number, day: Day) =>
  createUsageDay(id, { chat_messages: (Number(day.slice(-2)) + id) % 3 === 0 ? 0 : Number(day.slice(-2)) * 10 + id })

/** Creates a connected account with three linked people. */
const createAccount = async (
  storage: StorageAdapter,
): Promise<{ readonly account: AccountId; readonly token: number }> => {
  const account = createAccountId()
  await storage.saveConnection(createConnectionRecord(account))
  await storage.replaceDirectory(account, [
    createEmployee('ceo'),
    ...people.map((id) => createEmployee(id, { managerId: toEmployeeId('ceo') })),
  ])
  await changeLinks(storage, account, createLinkChanges({ set: people.map((id) => createLink(id, id)) }))
  return { account, token: await acquireLongLease(storage, account) }
}

const writeDay = async (storage: StorageAdapter, account: AccountId, day: Day, among: readonly number[] = people) => {
  // If the time moved far ahead, the lease has ended.
  const token = (await storage.acquireLease(account, hourMs)) ?? (await storage.getLease(account))?.token ?? 0
  await storage.writeDay(
    account,
    token,
    createDayReading(
      day,
      among.map((id) => createRow(id, day)),
    ),
  )
}

/** A Claude user who belongs to the employee with the same number. */
const toReadmission = (id: number) => ({ claudeUserId: toClaudeUserId(id), employeeId: toEmployeeId(id) })

/** Stores a day on which all the given people are active. */
const writeActiveDay = async (storage: StorageAdapter, account: AccountId, day: Day, among: readonly number[]) => {
  const token = (await storage.acquireLease(account, hourMs)) ?? (await storage.getLease(account))?.token ?? 0
  const rows = among.map((id) => createUsageDay(id, { chat_messages: 1 }))
  await storage.writeDay(account, token, createDayReading(day, rows))
}

/** Reads the rows and the ledger entries that are visible of each day. */
const readVisible = async (storage: StorageAdapter, account: AccountId, among: readonly Day[] = days) => {
  const rows = await Promise.all(
    among.map(async (day) => ({
      day,
      ids: (await storage.readUsage(account, day)).map(({ claudeUserId }) => claudeUserId).sort(),
    })),
  )
  return {
    rows: Object.fromEntries(rows.filter(({ ids }) => ids.length > 0).map(({ day, ids }) => [day, ids])),
    ledger: (await storage.readLedger(account)).map(({ day }) => day),
  }
}

export const registerKeptFromTests = (
  { test, expect, fc }: TestContext,
  setTime: (now: number | null) => Promise<void> | void,
): void => {
  const testWithTime = (title: string, body: (storage: StorageAdapter) => Promise<void>): void =>
    test(title, async (storage) => {
      await setTime(startTime)
      try {
        await body(storage)
      } finally {
        await setTime(null)
      }
    })

  testWithTime(
    'keeps everything without a policy, and with a policy only the days from the later of its two dates on',
    async (storage) => {
      const { account } = await createAccount(storage)
      expect(await storage.getKeptFrom(account)).toBe(null)
      const readKeptFrom = async (changes: Partial<AccountPolicy>) => {
        const fresh = (await createAccount(storage)).account
        await storage.applyPolicy(fresh, { ...keepAllPolicy, ...changes })
        return await storage.getKeptFrom(fresh)
      }
      expect(await readKeptFrom({})).toBe(null)
      expect(await readKeptFrom({ historyFrom: '2026-06-05' })).toBe('2026-06-05')
      expect(await readKeptFrom({ usageRetentionDays: 5 })).toBe('2026-06-10')
      expect(await readKeptFrom({ historyFrom: '2026-06-05', usageRetentionDays: 5 })).toBe('2026-06-10')
      expect(await readKeptFrom({ historyFrom: '2026-06-12', usageRetentionDays: 5 })).toBe('2026-06-12')
    },
  )

  testWithTime(
    'hides from every read the days that are no longer kept, and deletes them 24 hours later',
    async (storage) => {
      const { account } = await createAccount(storage)
      const other = (await createAccount(storage)).account
      for (const id of [account, other]) for (const day of days) await writeDay(storage, id, day)
      const readAll = async (id: AccountId) => {
        const viewer = createViewer(id, 'ceo', 'admin')
        const exported: string[] = []
        for await (const page of storage.readExport(viewer, people.map(toEmployeeId), period, '2026-06-15'))
          exported.push(...page.map(({ day, employee }) => `${day} ${employee.id}`))
        const employee = await storage.sumEmployeeUsage(id, toEmployeeId(1), period, 'day')
        const team = await storage.sumTeamUsage(
          viewer,
          toEmployeeId('ceo'),
          { period, trend: { stat: 'chat.messages', bucket: 'day' } },
          '2026-06-15',
        )
        const adoption = await storage.sumAdoption(viewer, 'all', { period, bucket: 'day' }, '2026-06-15')
        return {
          days: [employee.days, team?.days, adoption?.days].map((read) => read?.map(({ day }) => day)),
          keptFrom: [employee.keptFrom, team?.keptFrom, adoption?.keptFrom],
          buckets: [...employee.sums.buckets.keys()].sort(),
          trend: [...(team?.members.find((member) => member.id === toEmployeeId(1))?.trend?.keys() ?? [])].sort(),
          series: [...(adoption?.series.keys() ?? [])].sort(),
          exported: exported.sort(),
          last: await storage.findLastActiveDays(id, people.map(toClaudeUserId)),
          first: await storage.findFirstActiveDays(id, people.map(toClaudeUserId)),
          ...(await readVisible(storage, id)),
        }
      }
      const before = await readAll(account)
      const from: Day = '2026-06-10'
      await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: from })
      const isKept = (day: string) => day >= from
      const expected = {
        ...before,
        days: before.days.map((read) => read?.filter(isKept)),
        keptFrom: [from, from, from],
        buckets: before.buckets.filter(isKept),
        trend: before.trend.filter(isKept),
        series: before.series.filter(isKept),
        exported: before.exported.filter(isKept),
        rows: Object.fromEntries(Object.entries(before.rows).filter(([day]) => isKept(day))),
        ledger: before.ledger.filter(isKept),
      }
      expect(await readAll(account)).toEqual(expected)
      await storage.deleteNotKept(account)
      await setTime(startTime + 23 * hourMs)
      await storage.deleteNotKept(account)
      await storage.applyPolicy(account, keepAllPolicy)
      expect(await readAll(account)).toEqual(before)
      await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: from })
      await setTime(startTime + 47 * hourMs)
      for (let repetition = 0; repetition < 2; repetition += 1) {
        await storage.deleteNotKept(account)
        expect(await readAll(account)).toEqual(expected)
      }
      // The days are deleted for good: a policy that keeps everything does not bring them back.
      await storage.applyPolicy(account, keepAllPolicy)
      expect(await readAll(account)).toEqual(expected)
      expect(await readAll(other)).toEqual(before)
    },
  )

  testWithTime(
    'a copy that follows the changes loses days that are not kept, and gets back the days that are kept again',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      const replica = createReplica(storage, account)
      const followDays = async (historyFrom: Day) => {
        await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom })
        await replica.follow()
        return [...new Set(replica.listRows().map(({ day }) => day))].sort()
      }
      expect(await followDays(firstDay)).toEqual(days)
      expect(await followDays('2026-06-05')).toEqual(days.slice(4))
      expect(await followDays('2026-06-03')).toEqual(days.slice(2))
      expect(await followDays('2026-06-09')).toEqual(days.slice(8))
      await setTime(startTime + 25 * hourMs)
      await storage.deleteNotKept(account)
      expect(await followDays('2026-06-03')).toEqual(days.slice(8))
    },
  )

  testWithTime(
    'a copy that was not updated for weeks loses the days that were deleted in these weeks',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      const replica = createReplica(storage, account)
      await replica.follow()
      await storage.applyPolicy(account, { ...keepAllPolicy, usageRetentionDays: 5 })
      await setTime(startTime + 21 * 24 * hourMs)
      await storage.deleteNotKept(account)
      await replica.follow()
      expect([...new Set(replica.listRows().map(({ day }) => day))].sort()).toEqual(days.slice(9))
    },
  )

  testWithTime(
    'never moves the first kept day of an account back after 24 hours, whether or not days are deleted yet',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      await storage.applyPolicy(account, { ...keepAllPolicy, usageRetentionDays: 5 })
      await setTime(startTime + 24 * hourMs)
      await storage.applyPolicy(account, keepAllPolicy)
      expect(await storage.getKeptFrom(account)).toBe('2026-06-10')
      await storage.deleteNotKept(account)
      await writeDay(storage, account, '2026-06-09')
      await writeDay(storage, account, '2026-06-10')
      expect((await readVisible(storage, account)).ledger).toEqual(listDays({ from: '2026-06-10', to: '2026-06-14' }))
      await storage.eraseAccount(account)
      await storage.saveConnection(createConnectionRecord(account))
      await storage.applyPolicy(account, keepAllPolicy)
      expect(await storage.getKeptFrom(account)).toBe('2026-06-10')
    },
  )

  testWithTime('writes neither rows nor a ledger entry of a day that is not kept', async (storage) => {
    const { account, token } = await createAccount(storage)
    await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: '2026-06-10' })
    const reading = createDayReading('2026-06-09', [createRow(1, '2026-06-09')])
    expect(await storage.writeDay(account, token, reading)).toBe(false)
    await storage.writeLedgerEntry(account, token, reading.entry)
    await storage.applyPolicy(account, keepAllPolicy)
    expect(await readVisible(storage, account)).toEqual({ rows: {}, ledger: [] })
    expect(await storage.listClaudeUsers(account)).toEqual([])
  })

  testWithTime(
    'hides the published weeks of days that are no longer kept, and deletes them with these days',
    async (storage) => {
      const { account, token } = await createAccount(storage)
      for (const day of days) {
        const reading = createDayReading(day, [createRow(1, day)])
        const read = reading.entry.read && { ...reading.entry.read, latestDay: '2026-06-30' as Day }
        await storage.writeDay(account, token, { ...reading, entry: { ...reading.entry, read } })
      }
      for (const start of ['2026-06-01', '2026-06-08'] as const) await storage.publishTotals(account, token, start)
      const listWeeks = async () => (await storage.listPublishedTotals(account)).map(({ start }) => start)
      expect(await listWeeks()).toEqual(['2026-06-01', '2026-06-08'])
      await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: '2026-06-02' })
      expect(await listWeeks()).toEqual(['2026-06-08'])
      await storage.applyPolicy(account, keepAllPolicy)
      expect(await listWeeks()).toEqual(['2026-06-01', '2026-06-08'])
      await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: '2026-06-08' })
      await setTime(startTime + 24 * hourMs)
      await storage.deleteNotKept(account)
      expect(await listWeeks()).toEqual(['2026-06-08'])
    },
  )

  testWithTime(
    'counts someone as new only if they were never active before, even on days that are no longer kept',
    async (storage) => {
      const { account } = await createAccount(storage)
      const viewer = createViewer(account, 'ceo', 'admin')
      await writeActiveDay(storage, account, '2026-06-02', [1])
      await writeActiveDay(storage, account, '2026-06-11', [1, 2])
      await writeActiveDay(storage, account, '2026-06-14', [1, 2])
      const countNew = async () => {
        const adoption = await storage.sumAdoption(
          viewer,
          'all',
          { period: { from: '2026-06-13', to: '2026-06-14' }, bucket: 'day' },
          '2026-06-15',
        )
        return adoption?.engagement.active.map(({ isNew, people: count }) => ({ isNew, count }))
      }
      const expected = [{ isNew: false, count: 2 }]
      expect(await countNew()).toEqual(expected)
      await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom: '2026-06-12' })
      expect(await countNew()).toEqual(expected)
      await setTime(startTime + 25 * hourMs)
      await storage.deleteNotKept(account)
      expect(await countNew()).toEqual(expected)
      await writeActiveDay(storage, account, '2026-06-14', [1, 2, 0])
      expect((await countNew())?.toSorted((a, b) => a.count - b.count)).toEqual([
        { isNew: true, count: 1 },
        ...expected,
      ])
    },
  )

  testWithTime(
    'hides an excluded Claude user immediately, and restores everything if they are readmitted within 24 hours',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      const [id, employee] = [toClaudeUserId(1), toEmployeeId(1)]
      const before = await storage.sumEmployeeUsage(account, employee, period, 'day')
      const visible = await readVisible(storage, account)
      await storage.excludeClaudeUsers(account, { exclude: [id], readmit: [] })
      const hidden = await storage.sumEmployeeUsage(account, employee, period, 'day')
      expect([hidden.claudeUsers, hidden.sums.buckets.size]).toEqual([0, 0])
      expect((await storage.listClaudeUsers(account)).some((user) => user.id === id)).toBe(false)
      expect(await storage.countPeople(account)).toEqual({ claudeUsers: 2, matched: 2, ignored: 0 })
      expect((await storage.findLastActiveDays(account, [id])).size).toBe(0)
      expect(JSON.stringify(await readVisible(storage, account)).includes(id)).toBe(false)
      await setTime(startTime + 23 * hourMs)
      await storage.deleteNotKept(account)
      await storage.excludeClaudeUsers(account, { exclude: [], readmit: [toReadmission(1)] })
      expect((await storage.sumEmployeeUsage(account, employee, period, 'day')).sums).toEqual(before.sums)
      expect(await readVisible(storage, account)).toEqual(visible)
    },
  )

  testWithTime(
    'makes the days that were read without a Claude user due again when the Claude user is readmitted',
    async (storage) => {
      const { account, token } = await createAccount(storage)
      const id = toClaudeUserId(1)
      await writeDay(storage, account, '2026-05-31')
      await storage.excludeClaudeUsers(account, { exclude: [id], readmit: [] })
      for (const [day, at] of [
        ['2026-06-01', startTime - 48 * hourMs],
        ['2026-06-02', startTime + hourMs],
      ] as const) {
        const reading = createDayReading(
          day,
          people.map((person) => createRow(person, day)),
        )
        const { read } = reading.entry
        await storage.writeDay(account, token, {
          ...reading,
          entry: { ...reading.entry, read: read && { ...read, at } },
        })
      }
      expect((await storage.readUsage(account, '2026-06-02')).length).toBe(2)
      await storage.excludeClaudeUsers(account, { exclude: [], readmit: [toReadmission(1)] })
      const ledger = await storage.readLedger(account)
      expect(ledger.map(({ read, failure }) => [read?.unattributedRows, failure?.dueAt ?? null])).toEqual([
        [0, null],
        [0, null],
        [1, startTime + hourMs],
      ])
    },
  )

  testWithTime(
    'deletes an excluded Claude user after 24 hours, and keeps only the days since a later readmission',
    async (storage) => {
      const { account } = await createAccount(storage)
      await changeLinks(
        storage,
        account,
        createLinkChanges({ set: [{ ...createLink(1, 1), method: 'manual' }], by: toEmployeeId('ceo') }),
      )
      for (const day of days) await writeDay(storage, account, day)
      const ids = [toClaudeUserId(1), toClaudeUserId(2)]
      await storage.excludeClaudeUsers(account, { exclude: ids, readmit: [] })
      await setTime(startTime + 24 * hourMs)
      await storage.deleteNotKept(account)
      expect((await storage.listLinks(account)).map(({ claudeUserId }) => claudeUserId).sort()).toEqual([
        toClaudeUserId(0),
        toClaudeUserId(1),
      ])
      expect((await storage.findFirstActiveDays(account, ids)).size).toBe(0)
      await storage.excludeClaudeUsers(account, { exclude: [], readmit: [1, 2, 0].map(toReadmission) })
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 2)] }))
      for (const day of ['2026-06-14', '2026-06-15', '2026-06-16', '2026-06-17'] as const)
        await writeDay(storage, account, day)
      for (const id of [1, 2]) {
        const usage = await storage.sumEmployeeUsage(
          account,
          toEmployeeId(id),
          { from: firstDay, to: '2026-06-17' },
          'day',
        )
        expect([usage.claudeUsers, usage.userKeptFrom]).toEqual([1, ['2026-06-16']])
        expect([...usage.sums.buckets.keys()]).toEqual(['2026-06-16', '2026-06-17'])
      }
      expect((await storage.readUsage(account, '2026-06-14')).map(({ claudeUserId }) => claudeUserId)).toEqual([
        toClaudeUserId(0),
      ])
    },
  )

  testWithTime(
    'keeps the usage of a readmitted Claude user from the day on which their employee was included again',
    async (storage) => {
      const { account } = await createAccount(storage)
      const setParticipation = async (participation: 'included' | 'excluded') =>
        await storage.upsertEmployees(account, [createEmployee(1, { participation })])
      await writeDay(storage, account, '2026-06-01')
      await setParticipation('excluded')
      await storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(1)], readmit: [] })
      await setTime(startTime + 48 * hourMs)
      await storage.deleteNotKept(account)
      await setParticipation('included')
      await setTime(startTime + 96 * hourMs)
      await setParticipation('included')
      await storage.excludeClaudeUsers(account, { exclude: [], readmit: [toReadmission(1)] })
      for (const day of ['2026-06-16', '2026-06-17', '2026-06-18'] as const) await writeDay(storage, account, day, [1])
      const newDays = ['2026-06-16', '2026-06-17', '2026-06-18'] as const
      expect(await Promise.all(newDays.map(async (day) => (await storage.readUsage(account, day)).length))).toEqual([
        0, 1, 1,
      ])
    },
  )

  testWithTime(
    'deletes the usage of a Claude user who is readmitted after 24 hours, even if deletion has not run yet',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      await storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(1)], readmit: [] })
      await setTime(startTime + 24 * hourMs)
      await storage.excludeClaudeUsers(account, { exclude: [], readmit: [toReadmission(1)] })
      expect(JSON.stringify(await readVisible(storage, account)).includes(toClaudeUserId(1))).toBe(false)
    },
  )

  testWithTime(
    'erases a Claude user immediately, and stores them again only after the erasure is lifted',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      const id = toClaudeUserId(1)
      const exclusion = { exclude: [id], readmit: [toReadmission(1)] }
      await storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(1)], readmit: [] })
      await storage.eraseEmployee(account, toEmployeeId('gone'), { ...erasure, claudeUserIds: [id] })
      await storage.excludeClaudeUsers(account, exclusion)
      await writeDay(storage, account, '2026-06-15')
      expect(JSON.stringify(await readVisible(storage, account)).includes(id)).toBe(false)
      const stored = [
        storage.listClaudeUsers(account),
        storage.listLinks(account),
        storage.findFirstActiveDays(account, [id]),
      ]
      expect(JSON.stringify(await Promise.all(stored)).includes(id)).toBe(false)
      await setTime(startTime + 48 * hourMs)
      await storage.liftErasure(account, toEmployeeId('gone'))
      await writeDay(storage, account, '2026-06-16')
      await writeDay(storage, account, '2026-06-17')
      expect((await storage.readUsage(account, '2026-06-16')).length).toBe(2)
      expect((await storage.readUsage(account, '2026-06-17')).length).toBe(3)
      expect((await storage.readUsage(account, days[0] as Day)).length).toBe(2)
    },
  )

  testWithTime(
    'counts the 24 hours from when a day was first hidden, even if other policies that hide the day follow in these hours',
    async (storage) => {
      const { account } = await createAccount(storage)
      for (const day of days) await writeDay(storage, account, day)
      const keepFrom = async (historyFrom: Day | null) => {
        await storage.applyPolicy(account, { ...keepAllPolicy, historyFrom })
        return await storage.getKeptFrom(account)
      }
      expect(await keepFrom('2026-06-12')).toBe('2026-06-12')
      await setTime(startTime + 5 * hourMs)
      expect(await keepFrom('2026-06-14')).toBe('2026-06-14')
      expect(await keepFrom('2026-06-10')).toBe('2026-06-10')
      await setTime(startTime + 24 * hourMs)
      expect(await keepFrom(null)).toBe('2026-06-10')
      await storage.deleteNotKept(account)
      expect((await storage.readLedger(account)).map(({ day }) => day)[0]).toBe('2026-06-10')
    },
  )

  testWithTime('rejects ids that cannot be stored', async (storage) => {
    const { account } = await createAccount(storage)
    const invalid = ['\0' as ClaudeUserId]
    for (const erase of [
      storage.eraseEmployee(account, toEmployeeId('gone'), { ...erasure, claudeUserIds: invalid }),
      storage.eraseEmployee(account, toEmployeeId('\0'), erasure),
      storage.eraseByAddress(account, new Map(invalid.map((id) => [id, ['a@example.com']])), new Set()),
      storage.eraseEmployee(account, toEmployeeId('gone'), { ...erasure, sharedClaudeUserIds: invalid }),
    ]) {
      expect(await getRejectionCode(erase)).toBe('id_invalid')
    }
    expect(await getRejectionCode(storage.excludeClaudeUsers(account, { exclude: invalid, readmit: [] }))).toBe(
      'id_invalid',
    )
    await storage.liftErasure(account, toEmployeeId('\0'))
  })

  testWithTime('shows exactly what is kept, for random policies, exclusions, readings and times', async (storage) => {
    const newest = days.slice(-6)
    const day = fc.integer({ min: 0, max: 5 })
    const person = fc.integer({ min: 0, max: 2 })
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('write' as const), day, person }),
      fc.record({ kind: fc.constantFrom('policy' as const), day, person }),
      fc.record({ kind: fc.constantFrom('policy' as const), day, person }),
      fc.record({ kind: fc.constantFrom('wait' as const), day, person }),
      fc.record({ kind: fc.constantFrom('delete' as const), day, person }),
      fc.record({ kind: fc.constantFrom('exclude' as const), day, person }),
      fc.record({ kind: fc.constantFrom('readmit' as const), day, person }),
      fc.record({ kind: fc.constantFrom('erase' as const), day, person }),
      fc.record({ kind: fc.constantFrom('lift' as const), day, person }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        const { account } = await createAccount(storage)
        const model = createModel(newest)
        await setTime(model.now())
        for (const { kind, ...given } of [
          ...newest.map((_, index) => ({ kind: 'write' as const, day: index, person: 0 })),
          ...steps,
        ]) {
          const ids = [toClaudeUserId(given.person)]
          const owner = toEmployeeId(`gone-${given.person}`)
          const policy =
            given.person === 0
              ? { ...keepAllPolicy, usageRetentionDays: given.day + 1 }
              : { ...keepAllPolicy, historyFrom: given.day === 0 ? null : addDays(newest[0] as Day, given.day) }
          if (kind === 'write') await writeDay(storage, account, addDays(newest[0] as Day, given.day))
          if (kind === 'policy') await storage.applyPolicy(account, policy)
          if (kind === 'delete') await storage.deleteNotKept(account)
          if (kind === 'exclude') await storage.excludeClaudeUsers(account, { exclude: ids, readmit: [] })
          if (kind === 'readmit')
            await storage.excludeClaudeUsers(account, { exclude: [], readmit: [toReadmission(given.person)] })
          if (kind === 'erase') await storage.eraseEmployee(account, owner, { ...erasure, claudeUserIds: ids })
          if (kind === 'lift') await storage.liftErasure(account, owner)
          model.apply(kind, given, policy)
          if (kind === 'wait') await setTime(model.now())
          expect(await readVisible(storage, account, newest)).toEqual(model.readVisible())
        }
      }),
      { numRuns: 15 },
    )
  })
}

const erasure = {
  claudeUserIds: [],
  sharedClaudeUserIds: [],
  emailKeys: [],
  pseudonym: toEmployeeId('erased-1'),
} as const

type StepKind = 'write' | 'policy' | 'wait' | 'delete' | 'exclude' | 'readmit' | 'erase' | 'lift'

/**
 * Models what is visible by the rules alone. A day or a Claude user is lost after it was hidden for 24 hours without a
 * break. Everything else is as it was written.
 */
const createModel = (days: readonly Day[]) => {
  const first = days[0] as Day
  const graceMs = 24 * hourMs
  let now = startTime
  const hiddenDays = new Map<Day, number>()
  const written = new Map<Day, Set<number>>()
  const excluded = new Map<number, number>()
  const erased = new Set<number>()
  const keptFrom = new Map<number, Day>()
  const isLost = (since: number | undefined) => since !== undefined && now - since >= graceMs
  const forget = (person: number) => {
    for (const ids of written.values()) ids.delete(person)
  }
  const isPersonKept = (person: number, day: Day) =>
    !excluded.has(person) && !erased.has(person) && day >= (keptFrom.get(person) ?? day)
  const keepFromToday = (person: number) => keptFrom.set(person, dayAt(now))

  const applyPolicy = ({ historyFrom, usageRetentionDays }: AccountPolicy): void => {
    const retained = usageRetentionDays === null ? null : addDays(dayAt(now), -usageRetentionDays)
    const from = maxDay(historyFrom ?? first, retained ?? first)
    for (const day of days) {
      if (day < from) hiddenDays.set(day, hiddenDays.get(day) ?? now)
      else if (!isLost(hiddenDays.get(day))) hiddenDays.delete(day)
    }
  }

  return {
    now: () => now,
    apply(kind: StepKind, given: { readonly day: number; readonly person: number }, policy: AccountPolicy): void {
      const { person } = given
      const day = addDays(first, given.day)
      if (kind === 'wait') now += (given.day + 1) * 5 * hourMs
      if (kind === 'policy') applyPolicy(policy)
      if (kind === 'write' && !hiddenDays.has(day)) {
        const ids = written.get(day) ?? new Set()
        for (const id of people) if (isPersonKept(id, day)) ids.add(id)
        written.set(day, ids)
      }
      if (kind === 'exclude' && !excluded.has(person) && !erased.has(person)) excluded.set(person, now)
      if (kind === 'readmit' && excluded.has(person)) {
        if (isLost(excluded.get(person))) {
          forget(person)
          keepFromToday(person)
        }
        excluded.delete(person)
      }
      if (kind === 'erase') {
        excluded.delete(person)
        erased.add(person)
        keptFrom.delete(person)
        forget(person)
      }
      if (kind === 'lift' && erased.delete(person)) keepFromToday(person)
    },
    readVisible() {
      const ledger = [...written.keys()].filter((day) => !hiddenDays.has(day)).sort()
      const rows = ledger.map(
        (day) =>
          [
            day,
            [...(written.get(day) ?? [])]
              .filter((id) => isPersonKept(id, day))
              .map(toClaudeUserId)
              .sort(),
          ] as const,
      )
      return { ledger, rows: Object.fromEntries(rows.filter(([, ids]) => ids.length > 0)) }
    },
  }
}
