import { type Day, dayAt, type Employee, type EmployeeId, isArchived, listManagers } from '@windmill/claude-core'
import { compareText } from '../../compare-text.ts'
import type { DirectoryReading, EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { createLogEntry } from '../create-log-entry.ts'
import { createErasedCheck, separateErased } from '../erased-employees.ts'
import { findIdUses } from '../find-id-uses.ts'
import { replaceErasedIds } from '../log-ids.ts'
import { createRenameEntry, nothingRenamed, planRenames, wasRenamed } from '../plan-renames.ts'
import {
  sanitizeDirectoryRecord,
  sanitizeEmployees,
  sanitizeLogEntry,
  sanitizeRenames,
  sanitizeText,
} from '../sanitize.ts'
import { buildSearchText, splitSearchWords } from '../search-text.ts'
import type { Account, Accounts } from './accounts.ts'
import { listErasedHashes, markErasedAddresses, renameErased } from './erased-marks.ts'
import { renameFormerIds } from './former-ids.ts'
import { numberChangedEmployees, numberEmployees } from './number-changes.ts'
import { applyRenames, listRenameDigests } from './rename-employees.ts'
import { updateReportingLines } from './update-reporting-lines.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  | 'nextDirectoryVersion'
  | 'replaceDirectory'
  | 'upsertEmployees'
  | 'renameEmployees'
  | 'getLinesChangedAt'
  | 'getEmployee'
  | 'listEmployees'
  | 'listManagers'
  | 'searchEmployees'
  | 'getDirectoryReading'
  | 'saveDirectoryStatus'
  | 'getDirectoryStatus'
>

/** Whether two entries of an employee give the same figures from the same rows. */
const hasSameFigures = (a: Employee, b: Employee): boolean =>
  a.participation === b.participation && a.archivedOn === b.archivedOn && a.startedOn === b.startedOn

export const createDirectoryMethods = (
  { getAccount, getOrCreateAccount }: Accounts,
  now: () => EpochMilliseconds,
): DirectoryMethods => {
  let lastVersion = 0
  const createVersion = () => {
    lastVersion += 1
    return lastVersion
  }
  const indexById = (employees: readonly Employee[]) => new Map(employees.map((employee) => [employee.id, employee]))
  /**
   * Stores the employees, and the day on which each formerly excluded employee is included again. Logs each changed
   * participation.
   */
  const setEmployees = (
    account: Account,
    employees: ReadonlyMap<EmployeeId, Employee>,
    at: EpochMilliseconds,
  ): void => {
    for (const { id, participation: to } of employees.values()) {
      const from = account.employees.get(id)?.participation ?? to
      if (from === to) continue
      const event = { kind: 'participation_changed', from, to } as const
      account.log.push(createLogEntry({ at, actorId: null, about: { employee: id }, event }))
    }
    account.includedFrom = new Map(
      [...employees.values()].flatMap(({ id, participation }): [EmployeeId, Day][] => {
        const wasExcluded = account.employees.get(id)?.participation === 'excluded'
        const day = wasExcluded ? dayAt(now()) : account.includedFrom.get(id)
        return participation !== 'excluded' && day ? [[id, day]] : []
      }),
    )
    const employeesBefore = account.employees
    account.employees = employees
    const changedIds = [...new Set([...employeesBefore.keys(), ...employees.keys()])].filter((id) => {
      const [from, to] = [employeesBefore.get(id), employees.get(id)]
      const canHaveFigures = from?.participation === 'included' || to?.participation === 'included'
      return canHaveFigures && !(from && to && hasSameFigures(from, to))
    })
    numberChangedEmployees(account, changedIds)
  }
  const selectEmployees = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
    structuredClone([...new Set(ids)].flatMap((id) => employees.get(id) ?? []))

  return {
    async nextDirectoryVersion() {
      return createVersion()
    },
    async replaceDirectory(accountId, given, { version = createVersion(), at = now(), ...options } = {}) {
      const account = getOrCreateAccount(accountId)
      const { employees, addresses } = separateErased(
        accountId,
        sanitizeEmployees(given),
        listErasedHashes(account),
        options,
      )
      if (account.isErased || account.directoryVersion > version) return false
      markErasedAddresses(account, addresses, dayAt(now()))
      const newerEmployees = [...account.employees.values()].filter(
        ({ id }) => (account.upsertVersions.get(id) ?? 0) > version,
      )
      setEmployees(account, indexById([...employees, ...newerEmployees]), at)
      account.directoryVersion = version
      account.directoryReadAt = now()
      updateReportingLines(account, at)
      return true
    },
    async upsertEmployees(accountId, given, { at = now(), ...options } = {}) {
      const account = getOrCreateAccount(accountId)
      const { employees, addresses } = separateErased(
        accountId,
        sanitizeEmployees(given),
        listErasedHashes(account),
        options,
      )
      if (account.isErased) return
      markErasedAddresses(account, addresses, dayAt(now()))
      setEmployees(account, indexById([...account.employees.values(), ...employees]), at)
      const version = createVersion()
      for (const { id } of employees) account.upsertVersions.set(id, version)
      updateReportingLines(account, at)
    },
    async renameEmployees(accountId, given, { at, by }) {
      const pairs = sanitizeRenames(given)
      const account = getOrCreateAccount(accountId)
      if (wasRenamed(listRenameDigests(account), pairs)) return nothingRenamed
      const isErased = createErasedCheck(accountId, listErasedHashes(account))
      const { employees, links, reportingLines, log } = account
      const uses = findIdUses({ employees: employees.values(), links: links.values(), reportingLines, log })
      const { applied, outcome } = planRenames(pairs, uses, isErased)
      if (applied.length === 0) return outcome
      renameErased(
        account,
        applied.filter(({ from }) => isErased(from)),
      )
      applyRenames(account, applied)
      renameFormerIds(account, applied)
      account.directoryVersion = createVersion()
      const entry = sanitizeLogEntry(createRenameEntry(pairs, applied.length, { at, by: sanitizeText(by) }))
      account.log.push(...replaceErasedIds(accountId, [entry], listErasedHashes(account)))
      numberEmployees(
        account,
        applied.flatMap(({ from, to }) => [from, to]),
      )
      return outcome
    },
    async getLinesChangedAt(accountId) {
      return getAccount(accountId).linesChangedAt
    },
    async getEmployee(accountId, employeeId) {
      return structuredClone(getAccount(accountId).employees.get(employeeId) ?? null)
    },
    async listEmployees(accountId, among) {
      const { employees } = getAccount(accountId)
      return selectEmployees(employees, among ?? [...employees.keys()])
    },
    async listManagers(accountId, employeeId) {
      const { employees } = getAccount(accountId)
      return selectEmployees(employees, listManagers(employeeId, employees))
    },
    async searchEmployees(accountId, search, on, limit) {
      const words = splitSearchWords(search)
      const found = [...getAccount(accountId).employees.values()]
        .map((employee) => ({ employee, text: buildSearchText(employee), isArchived: isArchived(employee, on) }))
        .filter(({ text }) => words.every((word) => text.includes(word)))
        .sort(
          (a, b) =>
            Number(a.isArchived) - Number(b.isArchived) ||
            compareText(a.text, b.text) ||
            compareText(a.employee.id, b.employee.id),
        )
      return structuredClone(found.slice(0, limit).map(({ employee }) => employee))
    },
    async getDirectoryReading(accountId) {
      return findDirectoryReading(getAccount(accountId), now())
    },
    async saveDirectoryStatus(accountId, status) {
      const account = getOrCreateAccount(accountId)
      if (!account.isErased) account.directoryStatus = sanitizeDirectoryRecord(structuredClone(status))
    },
    async getDirectoryStatus(accountId) {
      return structuredClone(getAccount(accountId).directoryStatus)
    },
  }
}

/** Returns when an account's directory was last stored as a whole. Null if it never was. */
export const findDirectoryReading = (
  { directoryReadAt: at }: Account,
  now: EpochMilliseconds,
): DirectoryReading | null => (at === null ? null : { at, ageMs: now - at })
