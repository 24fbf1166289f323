import type { AccountId, Day, EmployeeId, Participation } from '@windmill/claude-core'
import { buildStatsRows, type StatsRow } from '../api/build-stats-rows.ts'
import type { ChangePosition, FiguresQuery, StorageAdapter } from '../storage/adapter.ts'
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
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

/** Reads rows as the host gets them, in pages of two employees. */
const readRows = async (
  storage: StorageAdapter,
  account: AccountId,
  query: Pick<FiguresQuery, 'days' | 'employees'> = {},
): Promise<StatsRow[]> => {
  const rows: StatsRow[] = []
  for (let after: EmployeeId | null = null; ; ) {
    const { employees, days } = await storage.readFigures(account, { ...query, after, limit: 2 })
    rows.push(...employees.flatMap((employee) => buildStatsRows(employee, days)))
    const last = employees.at(-1)
    if (!last || employees.length < 2) return rows
    after = last.id
  }
}

/** A copy of an account's figures. */
interface Replica {
  readonly listRows: () => readonly StatsRow[]
  /** Reads what changed, as a host does. */
  readonly follow: () => Promise<void>
}

export const createReplica = (storage: StorageAdapter, account: AccountId): Replica => {
  let rows: readonly StatsRow[] = []
  let position: ChangePosition | null = null
  return {
    listRows: () => sortByJson(rows),
    async follow() {
      for (;;) {
        const changes = await storage.listChanges(account, position, 2)
        const { days, employees, everyone, keptFrom, hasMore } = changes
        const newRows = [
          ...(await readRows(storage, account, { days })),
          ...(await readRows(storage, account, { employees })).filter(({ day }) => !days.includes(day)),
        ]
        const isReplaced = ({ day, employeeId }: StatsRow) => days.includes(day) || employees.includes(employeeId)
        const isKept = ({ day, employeeId }: StatsRow) =>
          day >= (keptFrom ?? day) && (everyone?.includes(employeeId) ?? true)
        rows = [...rows.filter((row) => isKept(row) && !isReplaced(row)), ...newRows]
        position = changes.position
        if (!hasMore) return
      }
    },
  }
}

const day1: Day = '2026-11-01'
const day2: Day = '2026-11-02'

/** Stores two employees with a Claude user each, and a day on which both were active. */
const storeTwoEmployees = async (storage: StorageAdapter, participation: Participation = 'included') => {
  const account = createAccountId()
  await storage.saveConnection(createConnectionRecord(account))
  const token = await acquireLongLease(storage, account)
  await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2, { participation })])
  const usage = [createUsageDay(1, { chat_messages: 3 }), createUsageDay(2, { chat_messages: 5 })]
  const { entry, ...reading } = createDayReading(day1, usage)
  const read = entry.read && { ...entry.read, at: Date.now() }
  await storage.writeDay(account, token, { ...reading, entry: { ...entry, read } })
  await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 2)] }))
  return { account, token, usage }
}

const operations = [
  'writeDay',
  'writeLedgerEntry',
  'changeLinks',
  'replaceDirectory',
  'upsertEmployees',
  'renameEmployees',
  'excludeClaudeUsers',
  'applyPolicy',
  'deleteNotKept',
  'eraseEmployee',
  'eraseByAddress',
  'liftErasure',
  'eraseAccount',
  'follow',
] as const

interface Step {
  readonly operation: (typeof operations)[number]
  /** Three small numbers that select the days, ids and values of the operation. */
  readonly first: number
  readonly second: number
  readonly third: number
}

const toDay = (choice: number): Day => `2026-11-0${choice + 1}` as Day
const participations: readonly Participation[] = ['included', 'included', 'totals', 'excluded']

/** Creates a runner of steps. Each step makes one change of an account, or updates a copy of its figures. */
const createStepRunner = (storage: StorageAdapter, account: AccountId, follow: () => Promise<void>) => {
  let token = 0
  let pseudonyms = 0
  const connect = async () => {
    await storage.saveConnection(createConnectionRecord(account))
    token = (await storage.acquireLease(account, 3_600_000)) ?? token
  }
  const createPerson = (id: number, choice: number) =>
    createEmployee(id, {
      participation: participations[choice % participations.length] ?? 'included',
      archivedOn: choice > 2 ? toDay(id) : null,
      startedOn: choice === 1 ? toDay(1) : null,
    })
  const run = async ({ operation, first, second, third }: Step): Promise<unknown> => {
    switch (operation) {
      case 'writeDay': {
        const rows = [
          createUsageDay(first, { chat_messages: third }),
          createUsageDay(second, { skill_invocations: third > 2 ? null : third }),
        ]
        const { entry, ...reading } = createDayReading(toDay(first), rows)
        const read = entry.read && {
          ...entry.read,
          at: Date.now(),
          skills: second > 2 ? ('users' as const) : entry.read.skills,
          unattributedRows: third === 0 ? 1 : 0,
        }
        return storage.writeDay(account, token, { ...reading, entry: { ...entry, read } })
      }
      case 'writeLedgerEntry': {
        const failure = { at: 1, code: 'http_503', attempts: first, dueAt: 2 }
        return storage.writeLedgerEntry(account, token, createLedgerEntry(toDay(second), { read: null, failure }))
      }
      case 'changeLinks':
        return changeLinks(
          storage,
          account,
          createLinkChanges({
            set: [createLink(first, second)],
            remove: third > 2 ? [toClaudeUserId(second)] : [],
            by: toEmployeeId(9),
          }),
        )
      case 'replaceDirectory':
        return storage.replaceDirectory(
          account,
          [0, 1, 2, 3, 4].flatMap((id) => (id === first ? [] : createPerson(id, id === second ? third : 0))),
        )
      case 'upsertEmployees':
        return storage.upsertEmployees(account, [createPerson(first, third), createPerson(second, 0)])
      case 'renameEmployees':
        return storage.renameEmployees(
          account,
          first === second
            ? [{ from: toEmployeeId(first), to: toEmployeeId(`new${third}`) }]
            : [
                { from: toEmployeeId(first), to: toEmployeeId(second) },
                { from: toEmployeeId(second), to: toEmployeeId(first) },
              ],
          { at: 1_000 + third, by: 'host' },
        )
      case 'excludeClaudeUsers':
        return storage.excludeClaudeUsers(account, {
          exclude: third > 2 ? [toClaudeUserId(first)] : [],
          readmit: [{ claudeUserId: toClaudeUserId(second), employeeId: toEmployeeId(second) }],
        })
      case 'applyPolicy':
        return storage.applyPolicy(account, {
          historyFrom: third === 0 ? null : toDay(first),
          usageRetentionDays: null,
          accessRetentionDays: 365,
          directoryMaxAgeHours: 96,
        })
      case 'deleteNotKept':
        return storage.deleteNotKept(account)
      case 'eraseEmployee':
        pseudonyms += 1
        return storage.eraseEmployee(account, toEmployeeId(first), {
          claudeUserIds: third > 2 ? [toClaudeUserId(first)] : [],
          sharedClaudeUserIds: third === 0 ? [toClaudeUserId(second)] : [],
          emailKeys: [`key ${second}`],
          pseudonym: toEmployeeId(`pseudonym ${pseudonyms}`),
        })
      case 'eraseByAddress':
        return storage.eraseByAddress(account, new Map([[toClaudeUserId(first), [`key ${second}`]]]), new Set())
      case 'liftErasure':
        return storage.liftErasure(account, toEmployeeId(first))
      case 'eraseAccount':
        if (first > 0) return null
        await storage.eraseAccount(account)
        return connect()
      case 'follow':
        return follow()
    }
  }
  return {
    connect,
    run: (step: Step) =>
      run(step).catch((error: unknown) => {
        // An erasure revokes the lease.
        if (!(error instanceof Error && 'code' in error && error.code === 'lease_lost')) throw error
      }),
  }
}

export const registerChangeTests = ({ test, expect, fc }: TestContext): void => {
  test('a copy that follows the changes equals the figures after concurrent operations', async (storage) => {
    const smallNumber = fc.integer({ min: 0, max: 4 })
    const randomStep = fc.record({
      // Days, links and directories come up more often than other operations.
      operation: fc.constantFrom(
        ...operations,
        'writeDay',
        'writeDay',
        'writeDay',
        'changeLinks',
        'changeLinks',
        'replaceDirectory',
        'follow',
        'follow',
      ),
      first: smallNumber,
      second: smallNumber,
      third: smallNumber,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(randomStep, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 }),
        async (batches) => {
          const account = createAccountId()
          const replica = createReplica(storage, account)
          let following: Promise<void> = Promise.resolve()
          const follow = () => {
            following = following.then(replica.follow)
            return following
          }
          const { connect, run } = createStepRunner(storage, account, follow)
          await connect()
          const firstSteps: Step[] = [
            { operation: 'replaceDirectory', first: 9, second: 9, third: 0 },
            { operation: 'changeLinks', first: 1, second: 1, third: 0 },
            { operation: 'changeLinks', first: 2, second: 2, third: 0 },
            { operation: 'writeDay', first: 1, second: 2, third: 2 },
            { operation: 'follow', first: 0, second: 0, third: 0 },
          ]
          for (const step of firstSteps) await run(step)
          for (const batch of batches) await Promise.all(batch.map(run))
          await follow()
          expect(replica.listRows()).toEqual(sortByJson(await readRows(storage, account)))
          const notIncluded = (await storage.listEmployees(account)).filter(
            ({ participation }) => participation !== 'included',
          )
          const { everyone } = await storage.listChanges(account, null, 2)
          expect(notIncluded.filter(({ id }) => everyone?.includes(id))).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a copy follows every operation that changes figures', async (storage) => {
    const [one, two] = [toClaudeUserId(1), toClaudeUserId(2)]
    const eraseOptions = { claudeUserIds: [], sharedClaudeUserIds: [], emailKeys: ['key'] }
    type Change = (account: AccountId, token: number) => Promise<unknown>
    /** Changes that a copy must follow, each with what happens before the copy is first updated. */
    const changes: readonly (readonly [before: Change | null, change: Change])[] = [
      [null, (account, token) => storage.writeDay(account, token, createDayReading(day1, [createUsageDay(1)]))],
      [null, (account, token) => storage.writeDay(account, token, createDayReading(day2, []))],
      [null, (account, token) => storage.writeLedgerEntry(account, token, createLedgerEntry(day1, { read: null }))],
      [null, (account) => changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 2)] }))],
      [null, (account) => changeLinks(storage, account, createLinkChanges({ remove: [one] }))],
      [null, (account) => storage.replaceDirectory(account, [createEmployee(2)])],
      [
        (account) => storage.replaceDirectory(account, []),
        (account) => storage.upsertEmployees(account, [createEmployee(1)]),
      ],
      [null, (account) => storage.upsertEmployees(account, [createEmployee(1, { archivedOn: '2026-10-31' })])],
      [null, (account) => storage.upsertEmployees(account, [createEmployee(3, { startedOn: day2 })])],
      [null, (account) => storage.upsertEmployees(account, [createEmployee(1, { participation: 'totals' })])],
      [null, (account) => storage.upsertEmployees(account, [createEmployee(1, { participation: 'excluded' })])],
      [null, (account) => storage.excludeClaudeUsers(account, { exclude: [one], readmit: [] })],
      [
        (account) => storage.excludeClaudeUsers(account, { exclude: [two], readmit: [] }),
        (account) => {
          const readmit = [{ claudeUserId: two, employeeId: toEmployeeId(2) }]
          return storage.excludeClaudeUsers(account, { exclude: [], readmit })
        },
      ],
      [
        async (account) => {
          await storage.upsertEmployees(account, [createEmployee(3)])
          await changeLinks(storage, account, createLinkChanges({ set: [createLink(3, 3)] }))
        },
        (account) => {
          const readmit = [{ claudeUserId: toClaudeUserId(3), employeeId: toEmployeeId(3) }]
          return storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(3)], readmit })
        },
      ],
      [
        null,
        (account) => storage.eraseEmployee(account, toEmployeeId(1), { ...eraseOptions, pseudonym: toEmployeeId('p') }),
      ],
      [
        (account) => {
          const link = { ...createLink(2, 2), method: 'manual' as const }
          return changeLinks(storage, account, createLinkChanges({ set: [link], by: toEmployeeId(9) }))
        },
        (account) => {
          const options = { ...eraseOptions, sharedClaudeUserIds: [two], pseudonym: toEmployeeId('p') }
          return storage.eraseEmployee(account, toEmployeeId(9), options)
        },
      ],
      [
        (account) => storage.eraseEmployee(account, toEmployeeId(9), { ...eraseOptions, pseudonym: toEmployeeId('p') }),
        (account) => storage.eraseByAddress(account, new Map([[one, ['key']]]), new Set()),
      ],
      [
        null,
        (account) => {
          const pairs = [{ from: toEmployeeId(1), to: toEmployeeId('new') }]
          return storage.renameEmployees(account, pairs, { at: 1, by: 'host' })
        },
      ],
      [null, (account) => storage.eraseAccount(account)],
    ]
    for (const [before, change] of changes) {
      const { account, token } = await storeTwoEmployees(storage)
      await storage.upsertEmployees(account, [createEmployee(3)])
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(3, 3)] }))
      await before?.(account, token)
      const replica = createReplica(storage, account)
      await replica.follow()
      const rowsBefore = replica.listRows()
      await change(account, token)
      const rows = sortByJson(await readRows(storage, account))
      expect(JSON.stringify(rows) === JSON.stringify(rowsBefore)).toBe(false)
      await replica.follow()
      expect(replica.listRows()).toEqual(rows)
    }
  })

  test('lists a day as changed only after its figures changed', async (storage) => {
    const { account, token, usage } = await storeTwoEmployees(storage)
    const { position } = await storage.listChanges(account, null, 10)
    await storage.writeDay(account, token, createDayReading(day1, usage))
    await storage.writeLedgerEntry(account, token, {
      ...createLedgerEntry(day1),
      failure: { at: 1, code: 'http_503', attempts: 1, dueAt: 2 },
    })
    const unchanged = { days: [], employees: [], everyone: null, keptFrom: null, position, hasMore: false }
    expect(await storage.listChanges(account, position, 10)).toEqual(unchanged)
    await storage.writeDay(account, token, createDayReading(day1, [createUsageDay(1, { chat_messages: 4 })]))
    await storage.writeDay(account, token, createDayReading(day2, []))
    const { days, employees } = await storage.listChanges(account, position, 10)
    expect([days, employees]).toEqual([[day1, day2], []])
  })

  test('lists a day as changed after a source of its figures or its unattributed rows changed', async (storage) => {
    const { account, token, usage } = await storeTwoEmployees(storage)
    for (const change of [{ skills: 'users' }, { unattributedRows: 1 }, { connectors: 'report' }] as const) {
      const { position } = await storage.listChanges(account, null, 10)
      const { entry, ...reading } = createDayReading(day1, usage)
      const read = entry.read && { ...entry.read, ...change }
      await storage.writeDay(account, token, { ...reading, entry: { ...entry, read } })
      expect((await storage.listChanges(account, position, 10)).days).toEqual([day1])
    }
  })

  for (const participation of ['totals', 'excluded'] as const) {
    test(`returns nothing about an employee with the participation ${participation}`, async (storage) => {
      const { account, token, usage } = await storeTwoEmployees(storage, participation)
      const before = await storage.listChanges(account, null, 10)
      expect([before.everyone, before.employees]).toEqual([[toEmployeeId(1)], []])
      const changedUsage = [usage[0] ?? createUsageDay(1), createUsageDay(2, { chat_messages: 50 })]
      await storage.writeDay(account, token, createDayReading(day1, changedUsage))
      await changeLinks(storage, account, createLinkChanges({ remove: [toClaudeUserId(2)] }))
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 2)] }))
      await storage.upsertEmployees(account, [createEmployee(2, { participation, archivedOn: day2 })])
      const { position } = before
      const unchanged = { days: [], employees: [], everyone: null, keptFrom: null, position, hasMore: false }
      expect(await storage.listChanges(account, position, 10)).toEqual(unchanged)
      const rows = await readRows(storage, account, { employees: [toEmployeeId(1), toEmployeeId(2)] })
      expect([...new Set(rows.map(({ employeeId }) => employeeId))]).toEqual([toEmployeeId(1)])
    })

    test(`removes the rows of an employee with the new participation ${participation} without naming the employee`, async (storage) => {
      const { account } = await storeTwoEmployees(storage)
      const replica = createReplica(storage, account)
      await replica.follow()
      const { position } = await storage.listChanges(account, null, 10)
      await storage.upsertEmployees(account, [createEmployee(2, { participation })])
      const { employees, everyone } = await storage.listChanges(account, position, 10)
      expect([employees, everyone]).toEqual([[], [toEmployeeId(1)]])
      await replica.follow()
      expect(replica.listRows().map(({ employeeId }) => employeeId)).toEqual([toEmployeeId(1)])
    })
  }

  test('returns no rows of an employee who lost their Claude user, left the directory or was erased', async (storage) => {
    const removals: readonly ((account: AccountId) => Promise<unknown>)[] = [
      (account) => changeLinks(storage, account, createLinkChanges({ remove: [toClaudeUserId(2)] })),
      (account) => storage.replaceDirectory(account, [createEmployee(1)]),
      (account) =>
        storage.eraseEmployee(account, toEmployeeId(2), {
          claudeUserIds: [],
          sharedClaudeUserIds: [],
          emailKeys: [],
          pseudonym: toEmployeeId('pseudonym'),
        }),
    ]
    for (const removeFigures of removals) {
      const { account } = await storeTwoEmployees(storage)
      const { position } = await storage.listChanges(account, null, 10)
      await removeFigures(account)
      const { employees, everyone } = await storage.listChanges(account, position, 10)
      expect([employees, everyone]).toEqual([[], [toEmployeeId(1)]])
      expect(await readRows(storage, account, { employees: [toEmployeeId(2)] })).toEqual([])
    }
  })

  test('a day without usage has counts of zero, or unknown counts while it has unattributed rows', async (storage) => {
    const { account, token } = await storeTwoEmployees(storage)
    await storage.writeDay(account, token, createDayReading(day2, []))
    const readMessages = async () =>
      (await readRows(storage, account, { days: [day2] })).map(({ stats, counters }) => [
        stats['chat.messages'].value,
        counters.chat_messages,
      ])
    expect(await readMessages()).toEqual([
      [0, 0],
      [0, 0],
    ])
    const { entry, ...reading } = createDayReading(day2, [])
    const read = entry.read && { ...entry.read, unattributedRows: 1 }
    await storage.writeDay(account, token, { ...reading, entry: { ...entry, read } })
    expect(await readMessages()).toEqual([
      [null, null],
      [null, null],
    ])
  })

  test('lists the employees page by page, and returns `everyone` only on the last page', async (storage) => {
    const { account } = await storeTwoEmployees(storage)
    const startPosition = { number: 0, membershipNumber: 0 }
    const first = await storage.listChanges(account, startPosition, 1)
    expect([first.employees, first.everyone, first.hasMore]).toEqual([[toEmployeeId(1)], null, true])
    const second = await storage.listChanges(account, first.position, 1)
    expect([second.employees, second.everyone?.length, second.hasMore]).toEqual([[toEmployeeId(2)], 2, false])
    const third = await storage.listChanges(account, second.position, 1)
    expect([third.days, third.employees, third.everyone, third.hasMore]).toEqual([[], [], null, false])
  })

  test('a copy loses all its rows after the account is erased', async (storage) => {
    const { account } = await storeTwoEmployees(storage)
    const replica = createReplica(storage, account)
    await replica.follow()
    await storage.eraseAccount(account)
    await replica.follow()
    expect(replica.listRows()).toEqual([])
  })

  test('a copy from before an erasure of the account gets what was read after the erasure, however many changes there were', async (storage) => {
    const { account } = await storeTwoEmployees(storage)
    const replica = createReplica(storage, account)
    await replica.follow()
    await storage.eraseAccount(account)
    await storage.saveConnection(createConnectionRecord(account))
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [createEmployee(2), createEmployee(3)])
    await storage.writeDay(account, token, createDayReading(day2, [createUsageDay(2, { chat_messages: 7 })]))
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 2)] }))
    for (let round = 0; round < 5; round += 1) {
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(3, 3)] }))
      await changeLinks(storage, account, createLinkChanges({ remove: [toClaudeUserId(3)] }))
    }
    await replica.follow()
    const rows = replica.listRows().map(({ day, employeeId, counters }) => [day, employeeId, counters.chat_messages])
    expect(rows).toEqual([[day2, toEmployeeId(2), 7]])
  })

  test('returns every change for a position that the account never had', async (storage) => {
    const { account } = await storeTwoEmployees(storage)
    const { days, employees, everyone } = await storage.listChanges(
      account,
      { number: 10_000, membershipNumber: 1 },
      10,
    )
    expect([days, employees, everyone?.length]).toEqual([[day1], [toEmployeeId(1), toEmployeeId(2)], 2])
  })
}
