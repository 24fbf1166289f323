import { claudeUserId, dayAt } from '@windmill/claude-core'
import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import { hashSubject, neverKept } from '../kept-from.ts'
import { requireStorableId } from '../sanitize.ts'
import type { Accounts, KeptFromMark } from './accounts.ts'
import { deleteClaudeUser } from './kept-from-methods.ts'
import { applyRenames } from './rename-employees.ts'
import { updateReportingLines } from './update-reporting-lines.ts'

type EraseEmployeeMethods = Pick<StorageAdapter, 'eraseEmployee' | 'liftEmployeeErasure'>

export const createEraseEmployeeMethods = (
  { getAccount, getOrCreateAccount }: Accounts,
  now: () => EpochMilliseconds,
): EraseEmployeeMethods => ({
  async eraseEmployee(accountId, employeeId, { claudeUserIds, pseudonym }) {
    const [from, to] = [requireStorableId(employeeId), requireStorableId(pseudonym)]
    const given = claudeUserIds.map(requireStorableId)
    const account = getOrCreateAccount(accountId)
    const linked = [...account.links.values()].flatMap((link) => (link.employeeId === from ? link.claudeUserId : []))
    const ids = new Set([...given, ...linked])
    const owner = hashEmployee(accountId, from)
    const subjects = [...ids].map((id) => hashSubject(accountId, id))
    const createMark = (subject: string, markOwner: string | null): KeptFromMark => ({
      subject,
      day: neverKept,
      reason: 'erased',
      since: null,
      claudeUserId: null,
      owner: markOwner,
    })
    account.marks = [
      ...account.marks.filter(({ subject }) => subject !== owner && !subjects.includes(subject)),
      ...subjects.map((subject) => createMark(subject, owner)),
      createMark(owner, null),
    ]
    for (const id of ids) {
      deleteClaudeUser(account, id)
      account.links.delete(id)
    }
    applyRenames(account, [{ from, to }])
    account.log = account.log.map(({ event, ...entry }) => ({
      ...entry,
      event:
        event.kind === 'link_changed' && ids.has(event.claudeUserId)
          ? { ...event, claudeUserId: claudeUserId(to) }
          : event,
    }))
    account.employees = new Map(
      [...account.employees]
        .filter(([id]) => id !== to)
        .map(([id, employee]) => [id, employee.managerId === to ? { ...employee, managerId: null } : employee]),
    )
    account.upsertVersions.delete(to)
    account.includedFrom.delete(to)
    if (account.directoryStatus) account.directoryStatus = { ...account.directoryStatus, problems: [] }
    updateReportingLines(account, now())
  },
  async liftEmployeeErasure(accountId, employeeId) {
    const account = getAccount(accountId)
    const owner = hashEmployee(accountId, employeeId)
    account.marks = account.marks
      .filter(({ subject }) => subject !== owner)
      .map((mark) => (mark.owner === owner ? { ...mark, day: dayAt(now()), owner: null } : mark))
  },
})
