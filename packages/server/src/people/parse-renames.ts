import { type EmployeeId, employeeId } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import { idRequirement, isId } from '../is-id.ts'
import type { EmployeeRename } from '../storage/adapter.ts'
import { formatIds } from './format-ids.ts'

/** The old and the new id of an employee, as the host gives them. */
export interface EmployeeIdChange {
  /** The id until now. */
  readonly from: string
  /** The id from now on. */
  readonly to: string
}

/** Maximum number of pairs in one call. */
const maxRenames = 200_000

/**
 * Validates the pairs and the actor of `renameEmployees`. The host's code may be untyped.
 * @throws `ConfigurationError` `rename_invalid`.
 */
export const parseRenames = (
  given: unknown,
  options: unknown,
): { readonly pairs: readonly EmployeeRename[]; readonly by: string } => {
  const by: unknown = (options as { readonly by?: unknown } | null | undefined)?.by
  if (!isId(by)) throw createRenameError(`The option by is ${describeValue(by)}, and must be ${idRequirement}.`)
  if (!Array.isArray(given))
    throw createRenameError(`The pairs are ${describeValue(given)}, and must be an array of { from, to }.`)
  if (given.length > maxRenames)
    throw createRenameError(`There are ${given.length} pairs, and at most ${maxRenames} can be given.`)
  const pairs = given.map((pair: unknown, index): EmployeeRename => {
    const { from, to } = (pair ?? {}) as Readonly<Record<string, unknown>>
    if (!isId(from) || !isId(to)) {
      throw createRenameError(`Pair number ${index + 1} is not valid: from and to must each be ${idRequirement}.`)
    }
    return { from: employeeId(from), to: employeeId(to) }
  })
  for (const side of ['from', 'to'] as const) {
    const repeated = findRepeated(pairs.map((pair) => pair[side]))
    if (repeated.length > 0) throw createRenameError(`Several pairs have the same ${side}: ${formatIds(repeated)}.`)
  }
  return { pairs, by }
}

const findRepeated = (ids: readonly EmployeeId[]): EmployeeId[] => {
  const seen = new Set<EmployeeId>()
  const repeated = new Set<EmployeeId>()
  for (const id of ids) (seen.has(id) ? repeated : seen).add(id)
  return [...repeated]
}

/**
 * Creates the error for a change of ids that cannot be made.
 * @param problem - A full sentence that says what is wrong.
 */
export const createRenameError = (problem: string): ConfigurationError =>
  new ConfigurationError(
    'rename_invalid',
    `${problem} No id was changed. Correct the pairs and call renameEmployees again.`,
  )
