import {
  type AccessResponse,
  dayAt,
  type EmployeeId,
  type EmployeeName,
  isArchived,
  type Viewer,
} from '@windmill/claude-core'
import { computeAccessCutoff } from '../policy/compute-access-cutoff.ts'
import { ProblemError } from '../problem-error.ts'
import type { Access, AccessPosition } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'

/** Maximum number of access records per page. */
const maxReadsPerPage = 50

/**
 * Returns the managers who can see an employee's stats, and one page of the access log: who read the stats and when.
 * @param query.page - `next` of the previous page. `@default` the newest page
 * @throws `ProblemError` `not_found` unless the viewer is that employee or has `audit:view`, or
 * `invalid_request` for an invalid page.
 */
export const getAccess = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { page }: { readonly page?: string } = {},
): Promise<AccessResponse> => {
  await authorize(context, viewer, 'access', employeeId)
  const { storage, clock, getPolicy } = context
  const { accountId } = viewer
  const before = page === undefined ? null : parseCursor(page)
  const policy = await getPolicy(accountId)
  const cutoff = computeAccessCutoff(policy, clock.now())
  const today = dayAt(clock.now())
  const [managers, entries] = await Promise.all([
    storage.listManagers(accountId, employeeId),
    storage.listAccess(accountId, employeeId, { before, limit: maxReadsPerPage + 1 }),
  ])
  // The next sync or hourly run deletes expired records. Until then, they are hidden here.
  const shownEntries = entries.slice(0, maxReadsPerPage).filter(({ at }) => at >= cutoff)
  const readers = await storage.listEmployees(
    accountId,
    shownEntries.map(({ viewerId }) => viewerId),
  )
  const names = new Map(readers.map(({ id, name }) => [id, name]))
  const last =
    entries.length > maxReadsPerPage && shownEntries.length === maxReadsPerPage ? shownEntries.at(-1) : undefined
  return {
    // Archived managers see nothing.
    managers: managers
      .filter((manager) => !isArchived(manager, today))
      .map(({ id, name }): EmployeeName => ({ id, name })),
    reads: shownEntries.map(({ at, viewerId, kind, period }) => ({
      at: toInstant(at),
      viewer: { id: viewerId, name: names.get(viewerId) ?? viewerId },
      kind,
      period,
    })),
    next: last ? `${last.at}.${last.id}` : null,
    keptForDays: policy.accessRetentionDays,
  }
}

/**
 * Records that a viewer reads the stats of `subjects`. Await it before answering, since a read that cannot be recorded
 * must fail. Does nothing if the viewer is the only subject, or if there is none.
 */
export const recordAccess = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  viewer: Viewer,
  read: Pick<Access, 'kind' | 'period' | 'subjects'>,
): Promise<void> => {
  if (read.subjects.every((id) => id === viewer.employeeId)) return
  await storage.addAccess(viewer.accountId, { ...read, at: clock.now(), viewerId: viewer.employeeId })
}

/** Parses the cursor of a page: the time and the random id of the last access record of the page before. */
const parseCursor = (page: string): AccessPosition => {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(page) ?? []
  if (at && id) return { at: Number(at), id }
  throw new ProblemError('invalid_request', { field: 'page', detail: 'page must be "next" of the page before.' })
}
