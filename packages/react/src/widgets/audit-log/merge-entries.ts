import type { EmployeeName, LogEntry, LogSubject } from '@windmill/claude-core'

/** One entry of the log, or several that differ only in the employee they are about. */
export interface MergedEntry extends Omit<LogEntry, 'about'> {
  readonly about: Exclude<LogSubject, { readonly employee: unknown }> | { readonly employees: readonly EmployeeName[] }
}

/**
 * Merges entries that differ only in the employee they are about. For example, opening a page of the mapping list adds
 * an entry for each person on it.
 *
 * @param entries Sorted newest first. The order is kept.
 * @returns The employees of each merged entry are sorted by name, so that two reads about the same employees get the
 * same text.
 */
export const mergeEntries = (locale: string, entries: readonly LogEntry[]): readonly MergedEntry[] => {
  const groups = new Map<string, { readonly entry: LogEntry; readonly employees: EmployeeName[] }>()
  for (const entry of entries) {
    const { about, ...rest } = entry
    const employee = typeof about === 'object' && 'employee' in about ? about.employee : null
    const key = JSON.stringify([rest, employee ? 'employees' : about])
    const group = groups.get(key)
    if (group && employee) group.employees.push(employee)
    // Equal entries that are not about an employee are not merged: each gets a key of its own.
    else groups.set(group ? `${key}${groups.size}` : key, { entry, employees: employee ? [employee] : [] })
  }
  return [...groups.values()].map(({ entry, employees }) => {
    const { about } = entry
    if (typeof about === 'string' || 'below' in about) return { ...entry, about }
    return { ...entry, about: { employees: employees.toSorted((a, b) => a.name.localeCompare(b.name, locale)) } }
  })
}
