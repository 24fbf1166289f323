import { type ClaudeUserId, claudeUserId, type Day, dayAt, type EmployeeId } from '@windmill/claude-core'
import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { hashEmailKey, hashEmployee, listErasedAddressHashes } from '../erased-employees.ts'
import { hashSubject, neverKept } from '../kept-from.ts'
import { requireStorableId } from '../sanitize.ts'
import { type Account, type Accounts, getKeptFrom } from './accounts.ts'
import { createErasedMark, listErasedHashes, markErasedAddresses } from './erased-marks.ts'
import { addFormerIds } from './former-ids.ts'
import { deleteClaudeUser } from './kept-from-methods.ts'
import { numberEmployees, numberLinkedEmployees } from './number-changes.ts'
import { applyRenames } from './rename-employees.ts'
import { updateReportingLines } from './update-reporting-lines.ts'

type EraseEmployeeMethods = Pick<StorageAdapter, 'eraseEmployee' | 'isFormerId' | 'eraseByAddress' | 'liftErasure'>

export const createEraseEmployeeMethods = (
  { getAccount, getOrCreateAccount }: Accounts,
  now: () => EpochMilliseconds,
): EraseEmployeeMethods => ({
  async eraseEmployee(accountId, employeeId, { claudeUserIds, sharedClaudeUserIds, emailKeys, pseudonym }) {
    const [from, to] = [requireStorableId(employeeId), requireStorableId(pseudonym)]
    const givenIds = claudeUserIds.map(requireStorableId)
    const givenSharedIds = sharedClaudeUserIds.map(requireStorableId)
    const account = getOrCreateAccount(accountId)
    const linkedIds = [...account.links.values()].flatMap((link) => (link.employeeId === from ? link.claudeUserId : []))
    const ids = new Set([...givenIds, ...linkedIds])
    const owner = hashEmployee(accountId, from)
    markErased(account, owner, null)
    const addresses = [
      ...emailKeys.map((key) => ({ subject: hashEmailKey(accountId, key), owner })),
      ...account.addressMarks.filter((mark) => mark.owner === owner),
    ]
    account.addressMarks = account.addressMarks.filter((mark) => mark.owner !== owner)
    markErasedAddresses(account, addresses, dayAt(now()))
    const conflicts = [...account.mappings.values()].filter(
      ({ state, candidates }) => state === 'conflict' && candidates.includes(from),
    )
    const sharedIds = new Set([...givenSharedIds, ...conflicts.map(({ user }) => user.id)])
    const owners = listOwners(account, [...ids, ...sharedIds])
    for (const id of sharedIds) {
      deleteClaudeUser(account, id)
      setKeptFrom(account, id, dayAt(now()))
    }
    for (const id of ids) eraseClaudeUser(account, id, owner)
    applyRenames(account, [{ from, to }])
    addFormerIds(account, [from])
    account.repeatKeys = new Map()
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
    numberEmployees(account, [from, ...owners])
  },
  async isFormerId(accountId, employeeId) {
    const account = getAccount(accountId)
    const hash = hashEmployee(accountId, employeeId)
    return account.formerIds.has(hash) || listErasedHashes(account).has(hash)
  },
  async eraseByAddress(accountId, emailKeys, ownedIds) {
    const ids = [...emailKeys.keys()].map(requireStorableId)
    const account = getAccount(accountId)
    const owners: EmployeeId[] = []
    for (const id of ids) {
      const subjects = (emailKeys.get(id) ?? []).flatMap((key) => listErasedAddressHashes(accountId, key))
      const marks = account.keptFromMarks.filter((mark) => subjects.includes(mark.subject))
      const owner = marks.find(({ day }) => day === neverKept)?.owner
      const day = marks
        .flatMap((mark) => (mark.day === neverKept ? [] : mark.day))
        .sort()
        .at(-1)
      if (owner && !ownedIds.has(id)) {
        owners.push(...listOwners(account, [id]))
        eraseClaudeUser(account, id, owner)
      } else if (day && !account.emails.has(id) && getKeptFrom(account, id) === null) {
        setKeptFrom(account, id, day)
      }
    }
    numberLinkedEmployees(account, owners)
  },
  async liftErasure(accountId, employeeId) {
    const account = getAccount(accountId)
    const owner = hashEmployee(accountId, employeeId)
    account.formerIds.delete(owner)
    account.keptFromMarks = account.keptFromMarks
      .filter(({ subject }) => subject !== owner)
      .map((mark) => (mark.owner === owner ? createErasedMark(mark.subject, { day: dayAt(now()) }) : mark))
  },
})

/** Returns the employees that some Claude users are linked to. */
const listOwners = ({ links }: Account, ids: readonly ClaudeUserId[]): EmployeeId[] =>
  ids.flatMap((id) => links.get(id)?.employeeId ?? [])

const setKeptFrom = (account: Account, id: ClaudeUserId, day: Day): void => {
  account.keptFromMarks.push(createErasedMark(hashSubject(account.id, id), { day }))
}

const eraseClaudeUser = (account: Account, id: ClaudeUserId, owner: string): void => {
  deleteClaudeUser(account, id)
  account.links.delete(id)
  markErased(account, hashSubject(account.id, id), owner)
}

/** Replaces all marks of a subject by a single mark, by which nothing about the subject is kept. */
const markErased = (account: Account, subject: string, owner: string | null): void => {
  account.keptFromMarks = [
    ...account.keptFromMarks.filter((other) => other.subject !== subject),
    createErasedMark(subject, { owner }),
  ]
}
