import { type Employee, type EmployeeId, isArchived, managersAbove } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { directoryInput, directoryRecordInput } from '../input.ts'
import { searchText, wordsOf } from '../search.ts'
import type { Accounts } from './accounts.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  | 'directoryTurn'
  | 'replaceDirectory'
  | 'putEmployees'
  | 'getEmployee'
  | 'listEmployees'
  | 'listManagers'
  | 'searchEmployees'
  | 'saveDirectoryStatus'
  | 'getDirectoryStatus'
>

export const directory = ({ read, write }: Accounts): DirectoryMethods => {
  let lastTurn = 0
  const nextTurn = () => {
    lastTurn += 1
    return lastTurn
  }
  const byId = (employees: readonly Employee[]) => new Map(employees.map((employee) => [employee.id, employee]))
  const some = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
    structuredClone([...new Set(ids)].flatMap((id) => employees.get(id) ?? []))

  return {
    async directoryTurn() {
      return nextTurn()
    },
    async replaceDirectory(accountId, employees, turn = nextTurn()) {
      const given = directoryInput(employees)
      const account = write(accountId)
      if (account.turn > turn) return false
      const newer = [...account.employees.values()].filter(({ id }) => (account.puts.get(id) ?? 0) > turn)
      account.employees = byId([...given, ...newer])
      account.turn = turn
      return true
    },
    async putEmployees(accountId, employees) {
      const given = directoryInput(employees)
      const account = write(accountId)
      account.employees = byId([...account.employees.values(), ...given])
      const turn = nextTurn()
      for (const { id } of given) account.puts.set(id, turn)
    },
    async getEmployee(accountId, employeeId) {
      return structuredClone(read(accountId).employees.get(employeeId) ?? null)
    },
    async listEmployees(accountId, among) {
      const { employees } = read(accountId)
      return some(employees, among ?? [...employees.keys()])
    },
    async listManagers(accountId, employeeId) {
      const { employees } = read(accountId)
      return some(employees, managersAbove(employeeId, employees))
    },
    async searchEmployees(accountId, search, on, limit) {
      const words = wordsOf(search)
      const found = [...read(accountId).employees.values()]
        .map((employee) => ({ employee, text: searchText(employee), gone: isArchived(employee, on) }))
        .filter(({ text }) => words.every((word) => text.includes(word)))
        .sort(
          (a, b) => Number(a.gone) - Number(b.gone) || compare(a.text, b.text) || compare(a.employee.id, b.employee.id),
        )
      return structuredClone(found.slice(0, limit).map(({ employee }) => employee))
    },
    async saveDirectoryStatus(accountId, status) {
      write(accountId).directory = directoryRecordInput(structuredClone(status))
    },
    async getDirectoryStatus(accountId) {
      return structuredClone(read(accountId).directory)
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
