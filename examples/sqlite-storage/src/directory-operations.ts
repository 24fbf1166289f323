import {
  type AccountId,
  type Day,
  dayAt,
  type Employee,
  type EmployeeId,
  isArchived,
  listManagers,
} from '@windmill/claude-core'
import type { DirectoryOptions, DirectoryReading, StorageAdapter } from '@windmill/claude-server'
import {
  buildSearchText,
  compareText,
  createErasedCheck,
  createLogEntry,
  createRenameEntry,
  nothingRenamed,
  planRenames,
  sanitizeDirectoryRecord,
  sanitizeEmployees,
  sanitizeLogEntry,
  sanitizeRenames,
  sanitizeText,
  separateErased,
  splitSearchWords,
  wasRenamed,
} from '@windmill/claude-server/storage'
import { addAccount, readAccount } from './accounts.ts'
import { numberChangedEmployees, numberEmployees } from './change-numbers.ts'
import { type Database, parseJson } from './database.ts'
import { markErasedAddresses, readErasedHashes, renameErased, renameFormerIds } from './erased.ts'
import { appendToLog, readLog } from './log.ts'
import { readEmployee, readEmployees } from './people.ts'
import { applyRenames, readIdUses } from './renames.ts'
import { updateReportingLines } from './reporting-lines.ts'

type DirectoryOperations = Pick<
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

export const createDirectoryOperations = (db: Database, now: () => number): DirectoryOperations => {
  const createVersion = (accountId: AccountId): number => {
    addAccount(db, accountId)
    return db.get<{ last_version: number }>`update accounts set last_version = last_version + 1
      where account_id = ${accountId} returning last_version`?.last_version as number
  }
  /** Leaves out erased employees, and marks their addresses. */
  const removeErased = (accountId: AccountId, given: readonly Employee[], options: DirectoryOptions) => {
    const erased = readErasedHashes(db, accountId)
    const { employees, addresses } = separateErased(accountId, sanitizeEmployees(given), erased, options)
    markErasedAddresses(db, accountId, addresses, dayAt(now()))
    return employees
  }
  return {
    nextDirectoryVersion: (accountId) => db.write(() => createVersion(accountId)),
    replaceDirectory: (accountId, given, { version: givenVersion, at = now(), ...options } = {}) =>
      db.write(() => {
        const version = givenVersion ?? createVersion(accountId)
        const account = readAccount(db, accountId)
        const employees = sanitizeEmployees(given)
        if (account.is_erased || account.directory_version > version) return false
        const newer = db.all<{ employee: string }>`select employee from employees
          where account_id = ${accountId} and upsert_version > ${version}`
        const directory = indexById([
          ...removeErased(accountId, employees, options),
          ...newer.map((row): Employee => JSON.parse(row.employee)),
        ])
        saveEmployees(db, accountId, directory, at, dayAt(now()))
        db.run`update accounts set directory_version = ${version}, directory_read_at = ${now()}
          where account_id = ${accountId}`
        updateReportingLines(db, accountId, at)
        return true
      }),
    upsertEmployees: (accountId, given, { at = now(), ...options } = {}) =>
      db.write(() => {
        const version = createVersion(accountId)
        const sanitized = sanitizeEmployees(given)
        if (readAccount(db, accountId).is_erased) return
        const employees = removeErased(accountId, sanitized, options)
        const directory = indexById([...readEmployees(db, accountId).values(), ...employees])
        saveEmployees(db, accountId, directory, at, dayAt(now()))
        for (const { id } of employees) {
          db.run`update employees set upsert_version = ${version}
            where account_id = ${accountId} and employee_id = ${id}`
        }
        updateReportingLines(db, accountId, at)
      }),
    renameEmployees: (accountId, given, { at, by }) =>
      db.write(() => {
        const pairs = sanitizeRenames(given)
        addAccount(db, accountId)
        const digests = readLog(db, accountId).flatMap(({ event }) =>
          event.kind === 'employees_renamed' ? event.digest : [],
        )
        if (wasRenamed(digests.reverse(), pairs)) return nothingRenamed
        const isErased = createErasedCheck(accountId, readErasedHashes(db, accountId))
        const { applied, outcome } = planRenames(pairs, readIdUses(db, accountId), isErased)
        if (applied.length === 0) return outcome
        renameErased(
          db,
          accountId,
          applied.filter(({ from }) => isErased(from)),
        )
        applyRenames(db, accountId, applied)
        renameFormerIds(db, accountId, applied)
        db.run`update accounts set directory_version = ${createVersion(accountId)} where account_id = ${accountId}`
        appendToLog(db, accountId, [
          sanitizeLogEntry(createRenameEntry(pairs, applied.length, { at, by: sanitizeText(by) })),
        ])
        numberEmployees(
          db,
          accountId,
          applied.flatMap(({ from, to }) => [from, to]),
        )
        return outcome
      }),
    getLinesChangedAt: (accountId) => db.read(() => readAccount(db, accountId).lines_changed_at),
    getEmployee: (accountId, employeeId) => db.read(() => readEmployee(db, accountId, employeeId) ?? null),
    listEmployees: (accountId, among) =>
      db.read(() => {
        const employees = readEmployees(db, accountId)
        return selectEmployees(employees, among ?? [...employees.keys()])
      }),
    listManagers: (accountId, employeeId) =>
      db.read(() => {
        const employees = readEmployees(db, accountId)
        return selectEmployees(employees, listManagers(employeeId, employees))
      }),
    searchEmployees: (accountId, search, on, limit) =>
      db.read(() => {
        const words = splitSearchWords(search)
        return [...readEmployees(db, accountId).values()]
          .map((employee) => ({ employee, text: buildSearchText(employee), isArchived: isArchived(employee, on) }))
          .filter(({ text }) => words.every((word) => text.includes(word)))
          .sort(
            (a, b) =>
              Number(a.isArchived) - Number(b.isArchived) ||
              compareText(a.text, b.text) ||
              compareText(a.employee.id, b.employee.id),
          )
          .slice(0, limit)
          .map(({ employee }) => employee)
      }),
    getDirectoryReading: (accountId) => db.read(() => readDirectoryReading(db, accountId, now())),
    saveDirectoryStatus: (accountId, status) =>
      db.write(() => {
        addAccount(db, accountId)
        db.run`update accounts set directory_status = ${sanitizeDirectoryRecord(status)}
          where account_id = ${accountId} and not is_erased`
      }),
    getDirectoryStatus: (accountId) => db.read(() => parseJson(readAccount(db, accountId).directory_status)),
  }
}

/** Returns when an account's directory was last stored as a whole. Null if it never was. */
export const readDirectoryReading = (db: Database, accountId: AccountId, now: number): DirectoryReading | null => {
  const { directory_read_at: at } = readAccount(db, accountId)
  return at === null ? null : { at, ageMs: now - at }
}

type Directory = ReadonlyMap<EmployeeId, Employee>

const indexById = (employees: readonly Employee[]): Directory =>
  new Map(employees.map((employee) => [employee.id, employee]))

const selectEmployees = (directory: Directory, ids: readonly EmployeeId[]): Employee[] =>
  [...new Set(ids)].flatMap((id) => directory.get(id) ?? [])

/** Whether two entries of an employee give the same figures from the same rows. */
const hasSameFigures = (a: Employee, b: Employee): boolean =>
  a.participation === b.participation && a.archivedOn === b.archivedOn && a.startedOn === b.startedOn

/** Stores the directory, and logs each changed participation. */
const saveEmployees = (db: Database, accountId: AccountId, directory: Directory, at: number, today: Day): void => {
  const before = readEmployees(db, accountId)
  for (const { id, participation: to } of directory.values()) {
    const from = before.get(id)?.participation ?? to
    if (from === to) continue
    const event = { kind: 'participation_changed', from, to } as const
    appendToLog(db, accountId, [createLogEntry({ at, actorId: null, about: { employee: id }, event })])
  }
  const removedIds = [...before.keys()].filter((id) => !directory.has(id))
  for (const id of removedIds) db.run`delete from employees where account_id = ${accountId} and employee_id = ${id}`
  for (const employee of directory.values()) {
    const { id, participation } = employee
    // A formerly excluded employee is included again from today on.
    db.run`insert into employees (account_id, employee_id, employee, participation)
      values (${accountId}, ${id}, ${employee}, ${participation})
      on conflict do update set employee = excluded.employee, participation = excluded.participation,
        included_from = case
          when excluded.participation = 'excluded' then null
          when participation = 'excluded' then ${today}
          else included_from end`
  }
  const changedIds = [...new Set([...before.keys(), ...directory.keys()])].filter((id) => {
    const [from, to] = [before.get(id), directory.get(id)]
    const canHaveFigures = from?.participation === 'included' || to?.participation === 'included'
    return canHaveFigures && !(from && to && hasSameFigures(from, to))
  })
  numberChangedEmployees(db, accountId, changedIds)
}
