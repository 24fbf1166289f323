import type { EmployeeId, LogSubject, Participation } from '@windmill/claude-core'
import type { LogPageQuery, NewLogEntry, StorageAdapter, StoredLogEntry } from '../storage/adapter.ts'
import {
  changeLinks,
  createAccountId,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const hourMs = 3_600_000
const period = { from: '2026-12-31', to: '2027-01-01' } as const

const employee = (id: number | string) => ({ employee: toEmployeeId(id) })
const below = (id: number | string) => ({ below: toEmployeeId(id) })
const firstPage = { before: null, limit: 100 }

export const registerLogTests = ({ test, expect, fc }: TestContext): void => {
  const listAbout = async (storage: StorageAdapter, account: ReturnType<typeof createAccountId>, id: number | string) =>
    storage.listLogAbout(account, toEmployeeId(id), firstPage)
  const getIds = (entries: readonly StoredLogEntry[]) => entries.map(({ id }) => id)

  test('returns entries as they were added, newest first, and only entries of the account', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const entries: readonly NewLogEntry[] = [
      createReadEntry('lead', employee(1), { at: 2_000, actingForId: toEmployeeId('chief') }),
      createReadEntry('lead', below('lead'), { at: 3_000, purpose: 'team' }),
      createReadEntry('ceo', 'everyone', { at: 1_000, purpose: 'export' }),
      { ...createReadEntry('ceo', 'account', { at: 4_000 }), event: { kind: 'disconnected' } },
      {
        ...createReadEntry('ceo', 'account', { at: 5_000, actorId: null }),
        event: { kind: 'connected', byInvitation: true },
      },
    ]
    await storage.addLogEntries(account, entries)
    await storage.addLogEntries(account, [])
    await storage.addLogEntries(other, [createReadEntry('stranger', employee(1))])
    expect(await storage.listLog(account, firstPage)).toEqual([4, 3, 1, 0, 2].map((index) => entries[index]))
    expect((await listAbout(storage, account, 1)).length).toBe(1)
    expect(await storage.listLog(createAccountId(), firstPage)).toEqual([])
  })

  test('stores a read once per UTC hour, and every export and every change', async (storage) => {
    const account = createAccountId()
    const base = createReadEntry('lead', below('lead'), { at: 10 * hourMs })
    const copyEntry = (changes: Partial<NewLogEntry> = {}): NewLogEntry => ({
      ...base,
      id: crypto.randomUUID(),
      ...changes,
    })
    const otherPeriod = { from: '2026-12-30', to: '2027-01-01' } as const
    const event = { kind: 'read', purpose: 'profile', rows: null } as const
    const distinct = [
      base,
      copyEntry({ at: 11 * hourMs }),
      copyEntry({ actorId: toEmployeeId('ceo') }),
      copyEntry({ actingForId: toEmployeeId('ceo') }),
      copyEntry({ about: employee('lead') }),
      copyEntry({ about: below('ceo') }),
      copyEntry({ about: 'everyone' }),
      copyEntry({ event: { ...event, purpose: 'review', periods: [period] } }),
      copyEntry({ event: { ...event, periods: [period, otherPeriod] } }),
      copyEntry({ event: { ...event, periods: [] } }),
    ]
    await storage.addLogEntries(account, distinct)
    await Promise.all([
      storage.addLogEntries(
        account,
        distinct.map((entry) => ({ ...entry, id: crypto.randomUUID() })),
      ),
      storage.addLogEntries(account, [copyEntry({ at: 11 * hourMs - 1 }), copyEntry({ at: 11 * hourMs + 7 })]),
    ])
    const listed = await storage.listLog(account, firstPage)
    expect(new Set(getIds(listed))).toEqual(new Set(distinct.map(({ id }) => id)))
    const alwaysStored = ['export', 'export', 'disconnect', 'disconnect'].map((kind) =>
      copyEntry(
        kind === 'export'
          ? { event: { ...event, purpose: 'export', periods: [period] } }
          : { event: { kind: 'disconnected' } },
      ),
    )
    await storage.addLogEntries(account, alwaysStored)
    expect((await storage.listLog(account, firstPage)).length).toBe(listed.length + 4)
  })

  test('stores a read again after the group, the directory or an id changed', async (storage) => {
    const account = createAccountId()
    const start = 10 * hourMs
    const team = [createEmployee('lead'), createEmployee('other'), createDirectReport('ada', 'lead')]
    const addRead = async (about: LogSubject<EmployeeId>, at: number) => {
      const changedAt = await storage.getLinesChangedAt(account)
      const lines = typeof about === 'object' && 'employee' in about ? undefined : { from: changedAt, until: changedAt }
      await storage.addLogEntries(account, [createReadEntry('root', about, { at, lines })])
    }
    const listTimes = async (id: string) => (await listAbout(storage, account, id)).map(({ at }) => at - start)
    await storage.replaceDirectory(account, [...team, createDirectReport('nora', 'other')], { at: start })
    for (const at of [start + 1, start + 2])
      for (const about of [below('lead'), 'everyone'] as const) await addRead(about, at)
    expect(await listTimes('nora')).toEqual([1])
    await storage.upsertEmployees(account, [createDirectReport('nora', 'lead')], { at: start + 10 })
    await storage.upsertEmployees(account, [createDirectReport('nora', 'lead')], { at: start + 11 })
    for (const at of [start + 12, start + 13]) await addRead(below('lead'), at)
    expect(await listTimes('nora')).toEqual([12, 1])
    await storage.replaceDirectory(account, [...team, createDirectReport('new', 'other')], { at: start + 20 })
    for (const at of [start + 21, start + 22]) await addRead('everyone', at)
    expect(await listTimes('new')).toEqual([21])
    expect(await listTimes('ada')).toEqual([21, 12, 1, 1])

    for (const at of [start + 23, start + 24]) await addRead(employee('ada'), at)
    const swap = ['ada', 'new'].map(toEmployeeId)
    const pairs = swap.map((from, index) => ({ from, to: swap[1 - index] ?? from }))
    await storage.renameEmployees(account, pairs, { at: start + 25, by: 'root' })
    for (const at of [start + 26, start + 27]) await addRead(employee('ada'), at)
    expect((await listTimes('ada')).slice(0, 2)).toEqual([26, 21])
  })

  test('shows an employee the entries about them, about everyone below someone who was their manager at that time, and about everyone', async (storage) => {
    const account = createAccountId()
    const managers = [createEmployee('ceo'), createDirectReport('lead', 'ceo'), createDirectReport('other', 'ceo')]
    await storage.replaceDirectory(account, [...managers, createDirectReport('ada', 'lead')], { at: 1_000 })
    await storage.upsertEmployees(account, [createDirectReport('ada', 'other')], { at: 2_000 })
    await storage.upsertEmployees(account, [createDirectReport('new', 'lead')], { at: 3_000 })
    await storage.replaceDirectory(account, [...managers, createDirectReport('new', 'lead')], { at: 4_000 })
    const add = async (at: number, about: LogSubject<EmployeeId>) => {
      const entry = createReadEntry('root', about, { at, purpose: 'export' })
      await storage.addLogEntries(account, [entry])
      return entry.id
    }
    const beforeDirectory = await add(1, below('lead'))
    const beforeMove = await add(1_500, below('lead'))
    const afterMove = [
      await add(2_000, below('lead')),
      await add(2_500, below('other')),
      await add(2_600, below('ceo')),
    ] as const
    const everyone = [await add(1_600, 'everyone'), await add(3_500, 'everyone'), await add(4_500, 'everyone')] as const
    const aboutAda = await add(4_600, employee('ada'))
    await add(4_700, 'account')
    // The first known reporting line also counts for the time before it began. A later reporting line does not.
    expect(getIds(await listAbout(storage, account, 'ada'))).toEqual([
      aboutAda,
      everyone[1],
      afterMove[2],
      afterMove[1],
      everyone[0],
      beforeMove,
      beforeDirectory,
    ])
    expect(getIds(await listAbout(storage, account, 'new'))).toEqual([everyone[2], everyone[1]])
    expect(getIds(await listAbout(storage, account, 'lead'))).toEqual([
      everyone[2],
      everyone[1],
      afterMove[2],
      everyone[0],
    ])
    for (const id of ['nobody', '\0']) expect(await listAbout(storage, account, id)).toEqual([])
  })

  test('shows a read of a group to everyone who is in it according to the reporting lines that the read used, whatever the time of the read', async (storage) => {
    const account = createAccountId()
    const team = [createEmployee('lead'), createEmployee('other'), createDirectReport('ada', 'lead')]
    const changeTimes: number[] = []
    const move = async (id: string, to: string, at: number) => {
      await storage.upsertEmployees(account, [createDirectReport(id, to)], { at })
      changeTimes.push(await storage.getLinesChangedAt(account))
    }
    await storage.replaceDirectory(account, [...team, createDirectReport('tom', 'lead')], { at: 1_000 })
    expect(await storage.getLinesChangedAt(account)).toBe(0)
    await move('tom', 'other', 2_000)
    await move('nora', 'lead', 3_000)
    await move('nora', 'other', 3_000)
    await move('nora', 'lead', 5_000)
    const listReads = async (id: string) => (await listAbout(storage, account, id)).map(({ actorId }) => actorId)
    /**
     * Adds a read that used the reporting lines in effect from one change until another. The changes are given by number.
     * 0 is the time before the first change.
     */
    const addRead = async (actor: string, about: LogSubject<EmployeeId>, from: number, until: number) => {
      const lines = { from: changeTimes[from - 1] ?? 0, until: changeTimes[until - 1] ?? 0 }
      // The clock of the server that reads can be far ahead or behind.
      await storage.addLogEntries(account, [createReadEntry(actor, about, { at: 4_000_000 * (from % 2), lines })])
    }
    await addRead('first', below('lead'), 0, 0)
    await addRead('moved', below('lead'), 1, 1)
    await addRead('during', below('lead'), 1, 3)
    await addRead('between', below('lead'), 3, 3)
    await addRead('last', below('lead'), 4, 4)
    await addRead('all', 'everyone', 1, 1)
    const listSortedReads = async (id: string) => (await listReads(id)).toSorted()
    expect(await listSortedReads('tom')).toEqual(['all', 'first'])
    expect(await listSortedReads('nora')).toEqual(['during', 'last'])
    expect(await listSortedReads('ada')).toEqual(['all', 'between', 'during', 'first', 'last', 'moved'])
  })

  test('gives each change of the reporting lines a later time than the change before, even if a clock is behind', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const listTimes = async (id: string) =>
      (await storage.readEmployeeData(account, toEmployeeId(id))).reportingLines.map(({ from, until }) => [from, until])
    await storage.replaceDirectory(account, [createEmployee('lead'), createDirectReport('tom', 'lead')], { at: 5_000 })
    for (const [manager, at] of [
      ['ada', 9_000],
      ['ada', 9_500],
      ['bo', 9_000],
      ['cy', 1_000],
    ] as const) {
      await storage.upsertEmployees(account, [createDirectReport('tom', manager)], { at })
    }
    expect(await storage.getLinesChangedAt(account)).toBe(9_002)
    expect(await listTimes('tom')).toEqual([
      [null, 9_000],
      [9_000, 9_001],
      [9_001, 9_002],
      [9_002, null],
    ])
    await storage.replaceDirectory(account, [createEmployee('lead')], { at: 20_000 })
    expect(await storage.getLinesChangedAt(account)).toBe(20_000)
    await storage.replaceDirectory(account, [createEmployee('lead')], { at: 30_000 })
    expect(await storage.getLinesChangedAt(account)).toBe(20_000)
    // Without a given time, the storage uses its own time, in whole milliseconds.
    await storage.upsertEmployees(account, [createDirectReport('tom', 'lead')])
    const changedAt = await storage.getLinesChangedAt(account)
    expect((await listTimes('tom')).at(-1)).toEqual([changedAt, null])
    expect(await storage.getLinesChangedAt(other)).toBe(0)
  })

  test('does not show employees their own reads', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [createEmployee('ceo'), createDirectReport('lead', 'ceo')])
    await storage.addLogEntries(account, [
      createReadEntry('ceo', 'everyone'),
      createReadEntry('lead', 'everyone', { hour: 1 }),
    ])
    expect((await listAbout(storage, account, 'ceo')).map(({ actorId }) => actorId)).toEqual(['lead'])
    expect((await listAbout(storage, account, 'lead')).map(({ actorId }) => actorId)).toEqual(['ceo'])
  })

  test('shows a changed link to both employees it touches, and in the log of the account only if a person changed it', async (storage) => {
    const account = createAccountId()
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 'ada')], at: 1_000 }))
    const byRoot = { by: toEmployeeId('root'), at: 2_000 }
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [{ ...createLink(1, 'bo'), method: 'manual' }], ...byRoot }),
    )
    const listMoves = async (id: string) =>
      (await listAbout(storage, account, id)).map(({ event }) =>
        event.kind === 'link_changed' ? [event.from?.employeeId ?? null, event.to?.employeeId ?? null] : event.kind,
      )
    expect(await listMoves('ada')).toEqual([
      ['ada', 'bo'],
      [null, 'ada'],
    ])
    expect(await listMoves('bo')).toEqual([['ada', 'bo']])
    expect((await storage.listLog(account, firstPage)).map(({ id: _, ...entry }) => entry)).toEqual([
      {
        at: 2_000,
        actorId: toEmployeeId('root'),
        actingForId: null,
        about: 'account',
        event: {
          kind: 'link_changed',
          claudeUserId: toClaudeUserId(1),
          from: { employeeId: toEmployeeId('ada'), method: 'email', ignored: false },
          to: { employeeId: toEmployeeId('bo'), method: 'manual', ignored: false },
        },
      },
    ])
  })

  test('returns each entry once, newest first, when all pages are read', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [createEmployee('lead'), createDirectReport(1, 'lead')])
    // Several entries have the same time, and some later entries have an earlier time.
    const times = [5, 9, 5, 5, 9, 1, 5, 5, 2]
    const subjects = [employee(1), below('lead'), 'everyone'] as const
    for (const [index, at] of times.entries()) {
      const about = subjects[index % subjects.length] ?? 'everyone'
      await storage.addLogEntries(account, [createReadEntry('root', about, { at, purpose: 'export' })])
    }
    for (const list of [
      (page: LogPageQuery) => storage.listLog(account, page),
      (page: LogPageQuery) => storage.listLogAbout(account, toEmployeeId(1), page),
    ]) {
      const seen: StoredLogEntry[] = []
      let before: StoredLogEntry | null = null
      for (;;) {
        const page: readonly StoredLogEntry[] = await list({ before, limit: 2 })
        seen.push(...page)
        before = page.at(-1) ?? null
        if (before === null) break
      }
      expect(seen.map(({ at }) => at)).toEqual([9, 9, 5, 5, 5, 5, 5, 2, 1])
      expect(new Set(getIds(seen)).size).toBe(9)
    }
  })

  test('stores the number of rows of an export, and never changes it', async (storage) => {
    const account = createAccountId()
    const [exported, read] = [
      createReadEntry('ceo', 'everyone', { at: 1, purpose: 'export' }),
      createReadEntry('ceo', 'everyone', { at: 2 }),
    ]
    await storage.addLogEntries(account, [exported, read])
    for (const rows of [12, 0]) await storage.setExportedRows(account, exported.id, rows)
    await storage.setExportedRows(createAccountId(), exported.id, 7)
    expect((await storage.listLog(account, firstPage)).map(({ event }) => event)).toEqual([
      read.event,
      { ...exported.event, rows: 12 },
    ])
  })

  test('hands out entries to send in the order in which they were added, one at a time, until each is sent', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    // A later entry can have an earlier time.
    const entries = [3_000, 1_000, 2_000, 5].map((at) => createReadEntry('ceo', 'everyone', { at, purpose: 'export' }))
    for (const entry of entries) await storage.addLogEntries(account, [entry])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)], at: 4_000 }))
    await storage.addLogEntries(other, [createReadEntry('ceo', 'everyone', { at: 10 })])
    const listWaiting = async () => {
      const waiting = new Set(await storage.listAccountsWithUnsentEntries(1_000))
      return [account, other].map((id) => waiting.has(id))
    }
    expect(await listWaiting()).toEqual([true, false])
    const sent: string[] = []
    for (;;) {
      const claims = await Promise.all([1, 2, 3].map(() => storage.claimUnsentEntry(account, 1_000, 60_000)))
      const [claimed, ...others] = claims.filter((entry) => entry !== null)
      expect(others).toEqual([])
      if (!claimed) break
      expect(entries.find(({ id }) => id === claimed.id)).toEqual(claimed)
      sent.push(claimed.id)
      await storage.markEntrySent(account, claimed.id)
    }
    expect(sent).toEqual(entries.slice(0, 3).map(({ id }) => id))
    expect(await listWaiting()).toEqual([false, false])
  })

  test('hands out an entry again as soon as its claim has expired, even after its account was erased', async (storage) => {
    const account = createAccountId()
    const entries = [1_000, 2_000].map((at) => createReadEntry('ceo', 'everyone', { at, purpose: 'export' }))
    await storage.addLogEntries(account, entries)
    expect((await storage.claimUnsentEntry(account, 0, 60_000))?.id).toBe(entries[0]?.id)
    await storage.eraseAccount(account)
    expect(await storage.claimUnsentEntry(account, 0, 60_000)).toBe(null)
    // A claim that ends later than a new claim would end does not count: it was made while the clock was ahead.
    expect((await storage.claimUnsentEntry(account, 0, 0))?.id).toBe(entries[0]?.id)
    expect((await storage.claimUnsentEntry(account, 0, 60_000))?.id).toBe(entries[0]?.id)
  })

  test('lists each account with a log once, even an erased account', async (storage) => {
    const accounts = [createAccountId(), createAccountId(), createAccountId()] as const
    for (const account of accounts.slice(0, 2)) {
      await storage.addLogEntries(account, [createReadEntry('a', 'everyone'), createReadEntry('b', 'everyone')])
    }
    await storage.eraseAccount(accounts[0])
    const listed = await storage.listLoggedAccounts()
    expect(accounts.map((account) => listed.filter((id) => id === account).length)).toEqual([1, 1, 0])
  })

  test('prunes the entries older than the cutoff, in one account only', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const accountId of [account, other]) {
      for (const at of [999, 1_000]) {
        await storage.addLogEntries(accountId, [createReadEntry('lead', employee(1), { at, purpose: 'export' })])
      }
      await changeLinks(storage, accountId, createLinkChanges({ set: [createLink(1, 1)], at: 998 }))
    }
    for (let times = 0; times < 2; times += 1) await storage.pruneLog(account, 1_000)
    expect((await listAbout(storage, account, 1)).map(({ at }) => at)).toEqual([1_000])
    expect((await listAbout(storage, other, 1)).map(({ at }) => at)).toEqual([1_000, 999, 998])
  })

  test('keeps the log when the account is erased, and shows earlier group reads by the reporting lines of the next directory', async (storage) => {
    const account = createAccountId()
    const directory = [createEmployee('lead'), createDirectReport('ada', 'lead')]
    await storage.replaceDirectory(account, directory, { at: 1_000 })
    const entries = [
      createReadEntry('root', below('lead'), { at: 2_000 }),
      createReadEntry('root', employee('ada'), { at: 1_500 }),
    ]
    await storage.addLogEntries(account, entries)
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [createLink(1, 'ada')], by: toEmployeeId('root'), at: 900 }),
    )
    await storage.eraseAccount(account)
    expect((await storage.listLog(account, firstPage)).length).toBe(3)
    expect((await listAbout(storage, account, 'ada')).map(({ at }) => at)).toEqual([1_500, 900])
    await storage.reopenAccount(account)
    await storage.replaceDirectory(account, directory, { at: 3_000 })
    expect((await listAbout(storage, account, 'ada')).map(({ at }) => at)).toEqual([2_000, 1_500, 900])
  })

  test('accepts ids with unusual characters, and stores no entry of a list in which an id cannot be stored', async (storage) => {
    const account = createAccountId()
    for (const id of ['a,b', '["a"]', '', "'; drop table log; --", '🙂']) {
      await storage.addLogEntries(account, [createReadEntry('"', employee(id))])
      expect((await listAbout(storage, account, id)).length).toBe(1)
    }
    for (const invalid of [
      createReadEntry('\0', employee(1)),
      createReadEntry(1, employee('\0')),
      createReadEntry(1, below('\uD800')),
      createReadEntry(1, 'everyone', { actingForId: toEmployeeId('\0') }),
    ]) {
      const entries = [createReadEntry('valid', employee(1)), invalid]
      expect(await getRejectionCode(storage.addLogEntries(account, entries))).toBe('id_invalid')
    }
    expect(await listAbout(storage, account, 1)).toEqual([])
  })

  test('adds no reporting line for an unchanged manager, even in a directory of twelve thousand employees', async (storage) => {
    const account = createAccountId()
    const everyone = Array.from({ length: 12_000 }, (_, index) => createDirectReport(index, 'ceo'))
    for (const at of [1_000, 2_000])
      await storage.replaceDirectory(account, [createEmployee('ceo'), ...everyone], { at })
    const { reportingLines } = await storage.readEmployeeData(account, toEmployeeId(11_999))
    expect(reportingLines).toEqual([{ managerId: toEmployeeId('ceo'), from: null, until: null }])
    await storage.addLogEntries(account, [
      createReadEntry('root', below('ceo'), { at: 500 }),
      createReadEntry('root', 'everyone', { at: 5_000, purpose: 'adoption' }),
    ])
    expect((await listAbout(storage, account, 11_999)).map(({ at }) => at)).toEqual([5_000, 500])
  })

  test('logs each change of a stored employee’s participation, by a directory or an upsert, and logs no repetition', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const create = (id: string, participation: Participation) => createEmployee(id, { participation })
    const first = [create('ada', 'included'), create('bo', 'excluded'), create('cy', 'totals')]
    for (const id of [account, other]) await storage.replaceDirectory(id, first, { at: 1_000 })
    // The first participation of an employee is no change.
    expect(await storage.listLog(account, firstPage)).toEqual([])
    for (const at of [2_000, 3_000]) {
      await storage.replaceDirectory(account, [create('ada', 'totals'), create('bo', 'excluded')], { at })
    }
    for (const at of [4_000, 5_000]) {
      const changed = [
        create('ada', 'included'),
        create('bo', 'totals'),
        create('bo', 'included'),
        create('new', 'totals'),
      ]
      await storage.upsertEmployees(account, changed, { at })
    }
    const createChange = (at: number, id: string, from: Participation, to: Participation) => ({
      at,
      actorId: null,
      actingForId: null,
      about: employee(id),
      event: { kind: 'participation_changed', from, to },
    })
    const listChangesAbout = async (id: string) =>
      (await listAbout(storage, account, id)).map(({ id: _, ...entry }) => entry)
    expect(await listChangesAbout('ada')).toEqual([
      createChange(4_000, 'ada', 'totals', 'included'),
      createChange(2_000, 'ada', 'included', 'totals'),
    ])
    expect(await listChangesAbout('bo')).toEqual([createChange(4_000, 'bo', 'excluded', 'included')])
    for (const id of ['cy', 'new']) expect(await listChangesAbout(id)).toEqual([])
    expect((await storage.listLog(account, firstPage)).length).toBe(3)
    expect(await storage.listLog(other, firstPage)).toEqual([])
    expect((await storage.claimUnsentEntry(account, 0, 1_000))?.event.kind).toBe('participation_changed')
    // An upsert after the reading of a directory began takes precedence over that directory, even for the
    // participation.
    const version = await storage.nextDirectoryVersion(account)
    await storage.upsertEmployees(account, [create('ada', 'excluded')])
    await storage.replaceDirectory(account, [create('ada', 'included')], { version })
    expect(
      (await listAbout(storage, account, 'ada')).map(
        ({ event }) => event.kind === 'participation_changed' && [event.from, event.to],
      ),
    ).toEqual([
      ['included', 'excluded'],
      ['totals', 'included'],
      ['included', 'totals'],
    ])
  })

  test('shows employees no read of a group from which their participation excluded them', async (storage) => {
    const account = createAccountId()
    const participations = ['included', 'totals', 'excluded', 'totals', 'included'] as const
    const seen: number[] = []
    for (const [index, participation] of participations.entries()) {
      const at = 1_000 * (index + 1)
      const directory = [createEmployee('lead'), createDirectReport('ada', 'lead', { participation })]
      await storage.replaceDirectory(account, directory, { at })
      for (const about of [below('lead'), 'everyone', employee('ada')] as const) {
        await storage.addLogEntries(account, [createReadEntry('root', about, { at: at + 1, purpose: 'export' })])
      }
      seen.push(...Array.from({ length: participation === 'totals' ? 1 : 3 }, () => at + 1))
    }
    const reads = (await listAbout(storage, account, 'ada')).filter(({ event }) => event.kind === 'read')
    expect(reads.map(({ at }) => at)).toEqual(seen.toReversed())
    // The lead's own participation leaves nobody else out.
    expect((await listAbout(storage, account, 'lead')).length).toBe(participations.length)
  })

  test('keeps a reporting line until the entries that depend on it are pruned', async (storage) => {
    const account = createAccountId()
    const lead = createEmployee('lead')
    await storage.replaceDirectory(account, [lead, createDirectReport('ada', 'lead')], { at: 1_000 })
    await storage.replaceDirectory(account, [lead, createEmployee('ada')], { at: 2_000 })
    await storage.replaceDirectory(account, [lead], { at: 3_000 })
    for (const at of [1_500, 2_500, 3_500]) {
      for (const about of [below('lead'), 'everyone'] as const) {
        await storage.addLogEntries(account, [createReadEntry('root', about, { at, purpose: 'export' })])
      }
    }
    const listEnds = async () =>
      (await storage.readEmployeeData(account, toEmployeeId('ada'))).reportingLines.map(({ until }) => until)
    await storage.pruneLog(account, 1_999)
    expect(await listEnds()).toEqual([2_000, 3_000])
    await storage.pruneLog(account, 2_000)
    expect(await listEnds()).toEqual([3_000])
    expect((await listAbout(storage, account, 'ada')).map(({ at }) => at)).toEqual([2_500])
    await storage.pruneLog(account, 3_000)
    expect(await listEnds()).toEqual([])
    // An employee who joins after everyone left sees no earlier entry, even if all reporting lines have expired.
    await storage.replaceDirectory(account, [], { at: 4_000 })
    await storage.addLogEntries(account, [createReadEntry('root', 'everyone', { at: 5_000 })])
    await storage.pruneLog(account, 4_500)
    await storage.replaceDirectory(account, [createEmployee('new')], { at: 6_000 })
    expect(await listAbout(storage, account, 'new')).toEqual([])
    // After the last entry is pruned, no reporting line is kept.
    await storage.pruneLog(account, 7_000)
    const { reportingLines } = await storage.readEmployeeData(account, toEmployeeId('lead'))
    expect(reportingLines).toEqual([])
  })

  test('lists an account with an empty log as long as reporting lines can expire', async (storage) => {
    const account = createAccountId()
    const isListed = async () => (await storage.listLoggedAccounts()).includes(account)
    await storage.replaceDirectory(account, [createEmployee('ada')], { at: 1_000 })
    expect(await isListed()).toBe(false)
    await storage.replaceDirectory(account, [createEmployee('bo')], { at: 2_000 })
    expect(await isListed()).toBe(true)
    await storage.pruneLog(account, 3_000)
    expect(await isListed()).toBe(false)
  })

  test('shows employees exactly the reads that were about them at the time of the read, for random directories, participations, reads and cutoffs', async (storage) => {
    const anyId = fc.integer({ min: 0, max: 4 })
    const step = fc.record({
      kind: fc.constantFrom(
        'directory',
        'directory',
        'upsert',
        'upsert',
        'emptyDirectory',
        'below',
        'employee',
        'everyone',
        'prune',
      ),
      id: anyId,
      manager: fc.option(anyId),
      participation: fc.constantFrom<Participation>('included', 'totals', 'excluded'),
    })
    const firstStep = { kind: 'directory', id: 0, manager: null, participation: 'included' } as const
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const account = createAccountId()
        const expected = new Map<number, number[]>()
        let at = 0
        let cutoff = 0
        for (const { kind, id: subject, manager, participation } of [firstStep, ...steps]) {
          at += 1_000
          const managerId = manager === null ? null : toEmployeeId(manager)
          const changed = createEmployee(subject, { managerId, participation })
          if (kind === 'directory') {
            await storage.replaceDirectory(account, [changed, createDirectReport((subject + 1) % 5, subject)], { at })
          } else if (kind === 'emptyDirectory') await storage.replaceDirectory(account, [], { at })
          else if (kind === 'upsert') await storage.upsertEmployees(account, [changed], { at })
          else if (kind === 'prune') {
            cutoff = Math.max(cutoff, at - subject * 1_000)
            await storage.pruneLog(account, cutoff)
          } else {
            const about = kind === 'everyone' ? kind : kind === 'below' ? below(subject) : employee(subject)
            await storage.addLogEntries(account, [createReadEntry('root', about, { at, purpose: 'export' })])
            const directory = new Set(
              (await storage.listEmployees(account))
                .filter((stored) => stored.participation !== 'totals')
                .map((stored) => stored.id),
            )
            for (const candidate of [0, 1, 2, 3, 4]) {
              const managers = await storage.listManagers(account, toEmployeeId(candidate))
              const isAbout =
                kind === 'everyone'
                  ? directory.has(toEmployeeId(candidate))
                  : kind === 'below'
                    ? directory.has(toEmployeeId(candidate)) &&
                      managers.some((stored) => stored.id === toEmployeeId(subject))
                    : candidate === subject
              if (isAbout) expected.set(candidate, [at, ...(expected.get(candidate) ?? [])])
            }
          }
        }
        for (const candidate of [0, 1, 2, 3, 4]) {
          const listed = await listAbout(storage, account, candidate)
          const reads = listed.filter(({ event }) => event.kind === 'read')
          const kept = (expected.get(candidate) ?? []).filter((time) => time >= cutoff)
          expect(reads.map((entry) => entry.at)).toEqual(kept)
        }
      }),
      {
        numRuns: 30,
        // Every reporting line has expired when the next directory arrives.
        examples: [
          [(['emptyDirectory', 'prune', 'everyone', 'directory'] as const).map((kind) => ({ ...firstStep, kind }))],
        ],
      },
    )
  })
}
