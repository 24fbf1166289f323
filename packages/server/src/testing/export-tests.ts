import type { Employee, Viewer } from '@windmill/claude-core'
import { sumCounters } from '@windmill/claude-core/internal'
import type { ExportRow } from '../storage/adapter.ts'
import {
  changeLinks,
  counters,
  dayReading,
  employee,
  link,
  linkChanges,
  newAccount,
  personId,
  takeLease,
  usageRow,
} from './fixtures.ts'
import { readExportRows } from './read-groups.ts'
import type { TestGroup } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-01', to: '2026-11-03' } as const

export const exportTests = ({ test, expect }: TestGroup): void => {
  test('exports a row per employee and active day, summed over all of their Claude users', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: personId('boss') }),
      employee(2, { managerId: personId('boss'), archivedOn: '2026-11-02' }),
      employee('peer'),
    ])
    const links = [link(1, 1), link(2, 1), link(3, 2), link('boss', 'boss'), link('peer', 'peer')]
    await changeLinks(storage, account, linkChanges({ set: links }))
    const common = ['boss', 'peer', 'unlinked', 3].map((id) => usageRow(id, { chat_messages: 7 }))
    const nullRow = usageRow(1, { skill_invocations: null })
    await storage.writeDay(account, token, dayReading('2026-11-03', [...common, nullRow]))
    await storage.writeDay(
      account,
      token,
      dayReading('2026-11-02', [...common, nullRow, usageRow(2, { excel_skills: 5 })]),
    )
    await storage.writeDay(account, token, dayReading('2026-10-31', common))

    const exportFor = (id: string, role: Viewer['role'] = 'employee') =>
      readExportRows(storage, { accountId: account, employeeId: personId(id), role }, period, today)
    const rows = (await exportFor('boss')).toSorted((a, b) => (a.employee.id < b.employee.id ? -1 : 1))
    expect(rows).toEqual([
      {
        day: '2026-11-02',
        employee: { id: personId(1), name: 'Person 1' },
        claudeUsers: 2,
        sums: sumCounters([nullRow.counters, counters({ excel_skills: 5 })]),
      },
      {
        day: '2026-11-02',
        employee: { id: personId(2), name: 'Person 2' },
        claudeUsers: 1,
        sums: sumCounters([counters({ chat_messages: 7 })]),
      },
    ])
    expect(rows[0]?.sums.unknown['skills.invocations']).toBe(1)
    const adminRows = (await exportFor('anyone', 'admin')).map(({ employee: { id }, day }) => `${id} ${day}`).sort()
    expect(adminRows).toEqual([
      'e-1 2026-11-02',
      'e-2 2026-11-02',
      'e-boss 2026-11-02',
      'e-boss 2026-11-03',
      'e-peer 2026-11-02',
      'e-peer 2026-11-03',
    ])
    for (const id of [1, 2, 'peer', 'stranger', '\0']) expect(await exportFor(String(id))).toEqual([])
  })

  test('a long export lists each employee’s days in order, and stops when the viewer loses access', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const ids = Array.from({ length: 150 }, (_, index) => index)
    const reports = ids.map((id) => employee(id, { managerId: personId('boss') }))
    await storage.replaceDirectory(account, [employee('boss'), ...reports])
    await changeLinks(storage, account, linkChanges({ set: ids.map((id) => link(id, id)) }))
    const usage = ids.map((id) => usageRow(id, { chat_messages: 1 + id }))
    for (const day of ['2026-11-02', '2026-01-05', '2026-06-30'] as const) {
      await storage.writeDay(account, token, dayReading(day, usage))
    }
    const boss: Viewer = { accountId: account, employeeId: personId('boss'), role: 'employee' }
    const year = { from: '2026-01-01', to: '2026-12-31' } as const
    const rows = await readExportRows(storage, boss, year, today)
    expect(rows.length).toBe(450)
    for (const { id } of reports) {
      const days = rows.filter((row) => row.employee.id === id).map(({ day }) => day)
      expect(days).toEqual(['2026-01-05', '2026-06-30', '2026-11-02'])
    }

    // Employees who join during the export are left out, since no read of them was recorded.
    // So are employees who moved to another manager meanwhile.
    const subjects = reports.map(({ id }) => id)
    const startExport = () => storage.readExport(boss, subjects, year, today)[Symbol.asyncIterator]()
    const running = startExport()
    const sentIds = (await running.next()).value.map((row: ExportRow) => row.employee.id)
    const unsent = reports.filter(({ id }) => !sentIds.includes(id))
    const [moved] = unsent.slice(-1)
    await storage.upsertEmployees(account, [
      employee('new', { managerId: personId('boss') }),
      employee('other'),
      ...(moved ? [{ ...moved, managerId: personId('other') }] : []),
    ])
    await changeLinks(storage, account, linkChanges({ set: [link(0, 'new')] }))
    const remainingIds: string[] = []
    for (let page = await running.next(); !page.done; page = await running.next()) {
      remainingIds.push(...page.value.map((row: ExportRow) => row.employee.id))
    }
    expect(new Set(remainingIds)).toEqual(new Set(unsent.slice(0, -1).map(({ id }) => id)))

    const pages = startExport()
    const first = await pages.next()
    expect(first.done ?? false).toBe(false)
    const withoutBoss: Employee[] = [employee('boss', { archivedOn: today }), ...reports]
    await storage.replaceDirectory(account, withoutBoss)
    expect((await pages.next()).done).toBe(true)
  })
}
