import type { Employee, Viewer } from '@windmill/claude-core'
import { sumCounters } from '@windmill/claude-core/internal'
import type { ExportRow } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createCounters,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toEmployeeId,
} from './fixtures.ts'
import { readExportRows } from './read-group-data.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-01', to: '2026-11-03' } as const

export const registerExportTests = ({ test, expect }: TestContext): void => {
  test('exports a row per visible employee and active day, summed over the employee’s Claude users', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createDirectReport(1, 'boss'),
      createDirectReport(2, 'boss', { archivedOn: '2026-11-02' }),
      createEmployee('peer'),
    ])
    const links = [
      createLink(1, 1),
      createLink(2, 1),
      createLink(3, 2),
      createLink('boss', 'boss'),
      createLink('peer', 'peer'),
    ]
    await changeLinks(storage, account, createLinkChanges({ set: links }))
    const commonRows = ['boss', 'peer', 'unlinked', 3].map((id) => createUsageDay(id, { chat_messages: 7 }))
    const nullRow = createUsageDay(1, { skill_invocations: null })
    await storage.writeDay(account, token, createDayReading('2026-11-03', [...commonRows, nullRow]))
    await storage.writeDay(
      account,
      token,
      createDayReading('2026-11-02', [...commonRows, nullRow, createUsageDay(2, { excel_skills: 5 })]),
    )
    await storage.writeDay(account, token, createDayReading('2026-10-31', commonRows))

    const readExport = (id: string, role: 'employee' | 'admin' = 'employee') =>
      readExportRows(storage, createViewer(account, id, role), period, today)
    const rows = (await readExport('boss')).toSorted((a, b) => (a.employee.id < b.employee.id ? -1 : 1))
    expect(rows).toEqual([
      {
        day: '2026-11-02',
        employee: { id: toEmployeeId(1), name: 'Person 1' },
        claudeUsers: 2,
        sums: sumCounters([nullRow.counters, createCounters({ excel_skills: 5 })]),
      },
      {
        day: '2026-11-02',
        employee: { id: toEmployeeId(2), name: 'Person 2' },
        claudeUsers: 1,
        sums: sumCounters([createCounters({ chat_messages: 7 })]),
      },
    ])
    expect(rows[0]?.sums.unknown['skills.invocations']).toBe(1)
    const adminRows = (await readExport('anyone', 'admin')).map(({ employee: { id }, day }) => `${id} ${day}`).sort()
    expect(adminRows).toEqual([
      '1 2026-11-02',
      '2 2026-11-02',
      'boss 2026-11-02',
      'boss 2026-11-03',
      'peer 2026-11-02',
      'peer 2026-11-03',
    ])
    for (const id of [1, 2, 'peer', 'stranger', '\0']) expect(await readExport(String(id))).toEqual([])
  })

  test('exports the days of each employee in order, and leaves out employees that the viewer may no longer see', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const ids = Array.from({ length: 150 }, (_, index) => index)
    const reports = ids.map((id) => createDirectReport(id, 'boss'))
    await storage.replaceDirectory(account, [createEmployee('boss'), ...reports])
    await changeLinks(storage, account, createLinkChanges({ set: ids.map((id) => createLink(id, id)) }))
    const usage = ids.map((id) => createUsageDay(id, { chat_messages: 1 + id }))
    for (const day of ['2026-11-02', '2026-01-05', '2026-06-30'] as const) {
      await storage.writeDay(account, token, createDayReading(day, usage))
    }
    const boss: Viewer = createViewer(account, 'boss')
    const year = { from: '2026-01-01', to: '2026-12-31' } as const
    const rows = await readExportRows(storage, boss, year, today)
    expect(rows.length).toBe(450)
    for (const { id } of reports) {
      const days = rows.filter((row) => row.employee.id === id).map(({ day }) => day)
      expect(days).toEqual(['2026-01-05', '2026-06-30', '2026-11-02'])
    }

    // Employees who join during the export are left out, because no access to them was recorded. Employees who move to
    // another manager during the export are left out too.
    const subjects = reports.map(({ id }) => id)
    const startExport = () => storage.readExport(boss, subjects, year, today)[Symbol.asyncIterator]()
    const pages = startExport()
    const sentIds = (await pages.next()).value.map((row: ExportRow) => row.employee.id)
    const unsent = reports.filter(({ id }) => !sentIds.includes(id))
    const [moved] = unsent.slice(-1)
    await storage.upsertEmployees(account, [
      createDirectReport('new', 'boss'),
      createEmployee('other'),
      ...(moved ? [{ ...moved, managerId: toEmployeeId('other') }] : []),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(0, 'new')] }))
    const remainingIds: string[] = []
    for (let page = await pages.next(); !page.done; page = await pages.next()) {
      remainingIds.push(...page.value.map((row: ExportRow) => row.employee.id))
    }
    expect(new Set(remainingIds)).toEqual(new Set(unsent.slice(0, -1).map(({ id }) => id)))

    const endedPages = startExport()
    const firstPage = await endedPages.next()
    expect(firstPage.done ?? false).toBe(false)
    const withArchivedBoss: Employee[] = [createEmployee('boss', { archivedOn: today }), ...reports]
    await storage.replaceDirectory(account, withArchivedBoss)
    expect((await endedPages.next()).done).toBe(true)
  })

  test('lets other work of the process run between the pages of an export, and ends the export when its signal is aborted', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const ids = Array.from({ length: 30 }, (_, index) => index)
    const reports = ids.map((id) => createDirectReport(id, 'boss'))
    await storage.replaceDirectory(account, [createEmployee('boss'), ...reports])
    await changeLinks(storage, account, createLinkChanges({ set: ids.map((id) => createLink(id, id)) }))
    const usage = ids.map((id) => createUsageDay(id, { chat_messages: 1 }))
    await storage.writeDay(account, token, createDayReading('2026-06-30', usage))
    const boss: Viewer = createViewer(account, 'boss')
    const year = { from: '2026-01-01', to: '2026-12-31' } as const
    const subjects = reports.map(({ id }) => id)

    let turns = 0
    const countTurn = () => {
      turns += 1
      timer = setImmediate(countTurn)
    }
    let timer = setImmediate(countTurn)
    const turnsByPage: number[] = []
    for await (const _ of storage.readExport(boss, subjects, year, today)) turnsByPage.push(turns)
    clearImmediate(timer)
    expect(turnsByPage.length > 1).toBe(true)
    expect(new Set(turnsByPage).size).toBe(turnsByPage.length)

    const caller = new AbortController()
    const pages = storage.readExport(boss, subjects, year, today, { signal: caller.signal })[Symbol.asyncIterator]()
    expect((await pages.next()).done ?? false).toBe(false)
    const reason = Object.assign(new Error('given up'), { code: 'given_up' })
    caller.abort(reason)
    expect(await getRejectionCode(pages.next())).toBe('given_up')
    const options = { signal: caller.signal }
    expect(await getRejectionCode(storage.sumTeamUsage(boss, boss.employeeId, { period }, today, options))).toBe(
      'given_up',
    )
    expect(
      await getRejectionCode(
        storage.sumAdoption(boss, { below: boss.employeeId }, { period, bucket: 'day' }, today, options),
      ),
    ).toBe('given_up')
  })
}
