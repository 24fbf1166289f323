import { type Employee, type EmployeeId, isArchived, listManagers } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { sanitizeDirectoryRecord, sanitizeEmployees } from '../sanitize.ts'
import { buildSearchText, splitSearchWords } from '../search-text.ts'
import type { Accounts } from './accounts.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  | 'nextDirectoryVersion'
  | 'replaceDirectory'
  | 'upsertEmployees'
  | 'getEmployee'
  | 'listEmployees'
  | 'listManagers'
  | 'searchEmployees'
  | 'saveDirectoryStatus'
  | 'getDirectoryStatus'
>

export const createDirectoryMethods = ({ read, write }: Accounts): DirectoryMethods => {
  let lastTurn = 0
  const nextTurn = () => {
    lastTurn += 1
    return lastTurn
  }
  const indexById = (employees: readonly Employee[]) => new Map(employees.map((employee) => [employee.id, employee]))
  const selectEmployees = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
    structuredClone([...new Set(ids)].flatMap((id) => employees.get(id) ?? []))

  return {
    async nextDirectoryVersion() {
      return nextTurn()
    },
    async replaceDirectory(accountId, employees, turn = nextTurn()) {
      const sanitized = sanitizeEmployees(employees)
      const account = write(accountId)
      if (account.turn > turn) return false
      const newer = [...account.employees.values()].filter(({ id }) => (account.putTurns.get(id) ?? 0) > turn)
      account.employees = indexById([...sanitized, ...newer])
      account.turn = turn
      return true
    },
    async upsertEmployees(accountId, employees) {
      const sanitized = sanitizeEmployees(employees)
      const account = write(accountId)
      account.employees = indexById([...account.employees.values(), ...sanitized])
      const turn = nextTurn()
      for (const { id } of sanitized) account.putTurns.set(id, turn)
    },
    async getEmployee(accountId, employeeId) {
      return structuredClone(read(accountId).employees.get(employeeId) ?? null)
    },
    async listEmployees(accountId, among) {
      const { employees } = read(accountId)
      return selectEmployees(employees, among ?? [...employees.keys()])
    },
    async listManagers(accountId, employeeId) {
      const { employees } = read(accountId)
      return selectEmployees(employees, listManagers(employeeId, employees))
    },
    async searchEmployees(accountId, search, on, limit) {
      const words = splitSearchWords(search)
      const found = [...read(accountId).employees.values()]
        .map((employee) => ({ employee, text: buildSearchText(employee), hasLeft: isArchived(employee, on) }))
        .filter(({ text }) => words.every((word) => text.includes(word)))
        .sort(
          (a, b) =>
            Number(a.hasLeft) - Number(b.hasLeft) ||
            compareText(a.text, b.text) ||
            compareText(a.employee.id, b.employee.id),
        )
      return structuredClone(found.slice(0, limit).map(({ employee }) => employee))
    },
    async saveDirectoryStatus(accountId, status) {
      write(accountId).directory = sanitizeDirectoryRecord(structuredClone(status))
    },
    async getDirectoryStatus(accountId) {
      return structuredClone(read(accountId).directory)
    },
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
