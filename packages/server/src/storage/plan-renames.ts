import { type EmployeeId, employeeId } from '@windmill/claude-core'
import { compareText } from '../compare-text.ts'
import type { EmployeeRename, EmployeeRenameOutcome, EpochMilliseconds, NewLogEntry } from './adapter.ts'
import { createLogEntry } from './create-log-entry.ts'
import { digestJson } from './digest-json.ts'

/** Where a stored id of an employee occurs. */
export interface IdUse {
  readonly isInDirectory: boolean
  /** Whether the id is in a link or a reporting line, or the log has entries about it. */
  readonly hasHistory: boolean
}

/** The outcome of a repeated change. */
export const nothingRenamed: EmployeeRenameOutcome = { renamed: 0, unknownIds: [], takenIds: [] }

/**
 * Whether a change was already made and not undone since. Applied again, a swap or a chain would give people each
 * other's figures. Every other earlier change has no effect when it is repeated, because its old ids are unknown.
 * @param digests - The digests of all recorded changes, newest first.
 */
export const wasRenamed = (digests: readonly string[], pairs: readonly EmployeeRename[]): boolean => {
  const newIds = new Set(pairs.map(({ to }) => to))
  const isOverlapping = pairs.some(({ from }) => newIds.has(from))
  const digest = computeRenameDigest(pairs)
  const undoDigest = computeRenameDigest(pairs.map(({ from, to }) => ({ from: to, to: from })))
  return (
    digests
      .slice(0, isOverlapping ? digests.length : 1)
      .find((recorded) => recorded === digest || recorded === undoDigest) === digest
  )
}

/** Returns a string that identifies the pairs, in any order. */
const computeRenameDigest = (pairs: readonly EmployeeRename[]): string => digestJson(sortRenames(pairs))

/**
 * Creates the entry of a change of employee ids for the log.
 * @param count - How many employees have a new id.
 */
export const createRenameEntry = (
  pairs: readonly EmployeeRename[],
  count: number,
  { at, by }: { readonly at: EpochMilliseconds; readonly by: string },
): NewLogEntry => {
  const event = { kind: 'employees_renamed', employees: count, digest: computeRenameDigest(pairs) } as const
  return createLogEntry({ at, actorId: employeeId(by), event })
}

/**
 * Plans a change of employee ids. Returns the pairs to apply: no pair if an id is taken.
 * @param isErased - Returns whether an id belongs to an erased employee. `uses` has no such id.
 */
export const planRenames = (
  pairs: readonly EmployeeRename[],
  uses: ReadonlyMap<EmployeeId, IdUse>,
  isErased: (id: EmployeeId) => boolean,
): { readonly applied: readonly EmployeeRename[]; readonly outcome: EmployeeRenameOutcome } => {
  const isKnown = ({ from }: EmployeeRename): boolean => uses.has(from) || isErased(from)
  const knownPairs = pairs.filter(isKnown)
  const renamedIds = new Set(knownPairs.map(({ from }) => from))
  const isTaken = ({ from, to }: EmployeeRename): boolean => {
    if (renamedIds.has(to)) return false
    if (isErased(to)) return true
    const targetUse = uses.get(to)
    if (!targetUse) return false
    // If the directory has the new id but not the old one, it already follows the change: both ids are the same person.
    return targetUse.isInDirectory ? isErased(from) || uses.get(from)?.isInDirectory === true : targetUse.hasHistory
  }
  const takenIds = knownPairs.filter(isTaken).map(({ to }) => to)
  const applied = takenIds.length > 0 ? [] : knownPairs.filter(({ from, to }) => from !== to)
  const unknownIds = pairs.filter((pair) => !isKnown(pair)).map(({ from }) => from)
  return { applied, outcome: { renamed: applied.length, unknownIds, takenIds } }
}

/** Orders pairs by the old id, so that equal changes are recorded equally. */
export const sortRenames = (pairs: readonly EmployeeRename[]): readonly EmployeeRename[] =>
  pairs.map(({ from, to }) => ({ from, to })).toSorted((a, b) => compareText(a.from, b.from))
