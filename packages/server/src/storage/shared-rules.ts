/**
 * The rules that every storage adapter shares: what it refuses, what it never stores, and how it hashes, counts and
 * sorts. An adapter of your own uses them, so that it decides exactly as ours do.
 *
 * @module
 * @example
 * ```ts
 * import type { StorageAdapter } from '@windmill/claude-server'
 * import { sanitizeConnection } from '@windmill/claude-server/storage'
 *
 * const saveConnection: StorageAdapter['saveConnection'] = async (record) => {
 *   await yourTable.upsert(record.accountId, sanitizeConnection(record))
 * }
 * ```
 */
export {
  type EmployedDays,
  findSettledWeeks,
  type GroupCounts,
  hasUsage,
  isActive,
  isEmployedIn,
  isInGroups,
  type Mapping,
  mapAdoptionIds,
  pickSums,
  roundCount,
  splitIntoBuckets,
  sumCounters,
  sumTeams,
} from '@windmill/claude-core/internal'
export { type Bitmap, createBitmap } from '../activity/bitmap.ts'
export {
  type Activity,
  type ActivityDay,
  type ActivityGroup,
  type ActivityInput,
  type ActivityPerson,
  countActivity,
  type GroupActivity,
  listComparedWeeks,
} from '../activity/count-activity.ts'
export { addWeekPeople, countWeekPeople } from '../activity/count-week-people.ts'
export { compareText } from '../compare-text.ts'
export { createDisconnectedRecord } from './create-disconnected-record.ts'
export { createLogEntry, type LoggedChange, type NewChange } from './create-log-entry.ts'
export { type DayQuality, isSameQuality } from './day-quality.ts'
export {
  createErasedCheck,
  type ErasedAddress,
  hashEmailKey,
  hashEmployee,
  listErasedAddressHashes,
  separateErased,
} from './erased-employees.ts'
export { createLeaseLostError } from './errors.ts'
export { findIdUses, type IdSources } from './find-id-uses.ts'
export { findManagerSpans, type ManagerSpans, type ReportingLine, type Span } from './find-manager-spans.ts'
export { getRepeatKey } from './get-repeat-key.ts'
export { type HiddenHashes, listHiddenHashes, selectHiddenUsers } from './hidden-users.ts'
export { isSameState } from './is-same-state.ts'
export {
  computeFirstKeptDay,
  gracePeriodMs,
  hashProtectedUser,
  hashSubject,
  maxClockDifferenceMs,
  neverKept,
  readAgainCode,
  subtractClaudeUsers,
} from './kept-from.ts'
export { haveCurrentIds, replaceErasedIds } from './log-ids.ts'
export { mapLogSubject } from './map-log-subject.ts'
export { compareMappingPositions, getMappingPosition } from './mapping-position.ts'
export { createRenameEntry, type IdUse, nothingRenamed, planRenames, wasRenamed } from './plan-renames.ts'
export { renameOwners } from './rename-owners.ts'
export {
  requireStorableId,
  sanitizeConnection,
  sanitizeDirectoryRecord,
  sanitizeEmployees,
  sanitizeLedgerEntry,
  sanitizeLinkChanges,
  sanitizeLogEntry,
  sanitizeReading,
  sanitizeRenames,
  sanitizeText,
} from './sanitize.ts'
export { buildSearchText, buildUserSearchText, splitSearchWords } from './search-text.ts'
