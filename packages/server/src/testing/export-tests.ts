import { type Employee, sumCounters, type Viewer } from '@windmill/claude-core'
import type { ExportRow } from '../storage/adapter.ts'
import { counters, employee, lease, link, linkChanges, newAccount, person, reading, usageOf } from './fixtures.ts'
import { exportOf } from './groups-of.ts'
import type { TestGroup } from './runner.ts'

const on = '2026-11-20'
const period = { from: '2026-11-01', to: '2026-11-03' } as const

export const exportTests = ({ test, expect }: TestGroup): void => {
  test('an export has a row for each day on which someone did anything, with all their claude users', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: person('boss') }),
      employee(2, { managerId: person('boss'), archivedOn: '2026-11-02' }),
      employee('peer'),
    ])
    const links = [link(1, 1), link(2, 1), link(3, 2), link('boss', 'boss'), link('peer', 'peer')]
    await storage.changeLinks(account, linkChanges({ set: links }))
    const all = ['boss', 'peer', 'nobody', 3].map((id) => usageOf(id, { chat_messages: 7 }))
    const nothing = usageOf(1, { skill_invocations: null })
    await storage.writeDay(account, token, reading('2026-11-03', [...all, nothing]))
    await storage.writeDay(account, token, reading('2026-11-02', [...all, nothing, usageOf(2, { excel_skills: 5 })]))
    await storage.writeDay(account, token, reading('2026-10-31', all))

    const rowsFor = (id: string, role: Viewer['role'] = 'employee') =>
      exportOf(storage, { accountId: account, employeeId: person(id), role }, period, on)
    const rows = (await rowsFor('boss')).toSorted((a, b) => (a.employee.id < b.employee.id ? -1 : 1))
    expect(rows).toEqual([
      {
        day: '2026-11-02',
        employee: { id: person(1), name: 'Person 1' },
        claudeUsers: 2,
        sums: sumCounters([nothing.counters, counters({ excel_skills: 5 })]),
      },
      {
        day: '2026-11-02',
        employee: { id: person(2), name: 'Person 2' },
        claudeUsers: 1,
        sums: sumCounters([counters({ chat_messages: 7 })]),
      },
    ])
    expect(rows[0]?.sums.unknown['skills.invocations']).toBe(1)
    const byAdmin = (await rowsFor('anyone', 'admin')).map(({ employee: { id }, day }) => `${id} ${day}`).sort()
    const theirs = ['e-1 2026-11-02', 'e-2 2026-11-02']
    const others = ['boss', 'peer'].flatMap((id) => [`e-${id} 2026-11-02`, `e-${id} 2026-11-03`])
    expect(byAdmin).toEqual([...theirs, ...others].sort())
    for (const id of [1, 2, 'peer', 'stranger', '\0']) expect(await rowsFor(String(id))).toEqual([])
  })

  test('a long export has each employee’s days in order, and ends with what the viewer may see', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const ids = Array.from({ length: 150 }, (_, index) => index)
    const reports = ids.map((id) => employee(id, { managerId: person('boss') }))
    await storage.replaceDirectory(account, [employee('boss'), ...reports])
    await storage.changeLinks(account, linkChanges({ set: ids.map((id) => link(id, id)) }))
    const usage = ids.map((id) => usageOf(id, { chat_messages: 1 + id }))
    for (const day of ['2026-11-02', '2026-01-05', '2026-06-30'] as const) {
      await storage.writeDay(account, token, reading(day, usage))
    }
    const boss: Viewer = { accountId: account, employeeId: person('boss'), role: 'employee' }
    const year = { from: '2026-01-01', to: '2026-12-31' } as const
    const rows = await exportOf(storage, boss, year, on)
    expect(rows.length).toBe(450)
    for (const { id } of reports) {
      const days = rows.filter((row) => row.employee.id === id).map(({ day }) => day)
      expect(days).toEqual(['2026-01-05', '2026-06-30', '2026-11-02'])
    }

    // Whoever comes meanwhile is not in it, as nothing says that they were read; nor is whoever went to another manager.
    const subjects = reports.map(({ id }) => id)
    const begin = () => storage.readExport(boss, subjects, year, on)[Symbol.asyncIterator]()
    const begun = begin()
    const sent = (await begun.next()).value.map((row: ExportRow) => row.employee.id)
    const unsent = reports.filter(({ id }) => !sent.includes(id))
    const [gone] = unsent.slice(-1)
    await storage.putEmployees(account, [
      employee('new', { managerId: person('boss') }),
      employee('other'),
      ...(gone ? [{ ...gone, managerId: person('other') }] : []),
    ])
    await storage.changeLinks(account, linkChanges({ set: [link(0, 'new')] }))
    const rest: string[] = []
    for (let page = await begun.next(); !page.done; page = await begun.next()) {
      rest.push(...page.value.map((row: ExportRow) => row.employee.id))
    }
    expect(new Set(rest)).toEqual(new Set(unsent.slice(0, -1).map(({ id }) => id)))

    const pages = begin()
    const first = await pages.next()
    expect(first.done ?? false).toBe(false)
    const left: Employee[] = [employee('boss', { archivedOn: on }), ...reports]
    await storage.replaceDirectory(account, left)
    expect((await pages.next()).done).toBe(true)
  })
}
