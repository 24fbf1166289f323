import type { EmployeeName, LogEntry, LogSubject } from '@windmill/claude-core'

/** What one person did at one moment: one or more entries of the log. */
export interface Act extends Omit<LogEntry, 'about'> {
  readonly about: Exclude<LogSubject, { readonly employee: unknown }> | { readonly employees: readonly EmployeeName[] }
}

/**
 * Merges entries that differ only in the employee they are about. A page of the list of Claude users is one act
 * with an entry for each person on it.
 *
 * @param entries Sorted newest first. The order is kept.
 * @returns Acts with their employees sorted by name, so that equal acts are equal objects.
 */
export const mergeActs = (locale: string, entries: readonly LogEntry[]): readonly Act[] => {
  const acts = new Map<string, { readonly entry: LogEntry; readonly employees: EmployeeName[] }>()
  for (const entry of entries) {
    const { about, ...rest } = entry
    const employee = typeof about === 'object' && 'employee' in about ? about.employee : null
    const key = JSON.stringify([rest, employee ? 'employees' : about])
    const act = acts.get(key)
    if (act && employee) act.employees.push(employee)
    // Keeps equal entries that are not about employees apart.
    else acts.set(act ? `${key}${acts.size}` : key, { entry, employees: employee ? [employee] : [] })
  }
  return [...acts.values()].map(({ entry, employees }) => {
    const { about } = entry
    if (typeof about === 'string' || 'below' in about) return { ...entry, about }
    return { ...entry, about: { employees: employees.toSorted((a, b) => a.name.localeCompare(b.name, locale)) } }
  })
}
