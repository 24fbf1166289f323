import {
  type AccessResponse,
  type AccountId,
  dayAt,
  type EmployeeId,
  type EmployeeName,
  isArchived,
  type Viewer,
} from '@windmill/claude-core'
import { computeAccessCutoff } from '../access-retention.ts'
import { ProblemError } from '../problem-error.ts'
import type { Access } from '../storage/adapter.ts'
import type { Context } from './context.ts'

/** Maximum number of reads per page. */
const pageSize = 50

/**
 * Lists who can see an employee's stats, and who has read them.
 * @throws `ProblemError` `not_found` unless the viewer is that employee or an admin.
 */
export const getAccess = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { page }: { readonly page?: string } = {},
): Promise<AccessResponse> => {
  const { storage, directory, clock, accessRetentionDays } = context
  const { accountId } = viewer
  const before = page === undefined ? null : await decodeCursor(context, accountId, page)
  await directory.ensure(accountId)
  const today = dayAt(clock.now())
  const canReadLog = viewer.role === 'admin' || viewer.employeeId === employeeId
  const visible = canReadLog ? await storage.listVisibleEmployees(viewer, { among: [employeeId] }, today) : []
  if (visible.length === 0) throw new ProblemError('not_found')

  const [managers, entries] = await Promise.all([
    storage.listManagers(accountId, employeeId),
    storage.listAccess(accountId, employeeId, { before, limit: pageSize + 1 }),
  ])
  // A later sync or hourly run deletes expired records. Until then, they are hidden here.
  const shown = entries.slice(0, pageSize).filter(({ at }) => at >= computeAccessCutoff(context))
  const readers = await storage.listEmployees(
    accountId,
    shown.map(({ viewerId }) => viewerId),
  )
  const names = new Map(readers.map(({ id, name }) => [id, name]))
  const last = entries.length > pageSize && shown.length === pageSize ? shown.at(-1) : undefined
  return {
    // Archived managers see nothing.
    managers: managers
      .filter((manager) => !isArchived(manager, today))
      .map(({ id, name }): EmployeeName => ({ id, name })),
    reads: shown.map(({ at, viewerId, kind, period }) => ({
      at: new Date(at).toISOString(),
      viewer: { id: viewerId, name: names.get(viewerId) ?? viewerId },
      kind,
      period,
    })),
    // Sealed: record numbers run across the whole account, so a plain one would reveal how many reads others had.
    next: last ? await context.vault.seal(accountId, String(last.number)) : null,
    keptForDays: accessRetentionDays,
  }
}

/**
 * Records that a viewer reads the stats of `subjects`. Await it before answering: a read that cannot be recorded must
 * fail. Reading only oneself is not recorded.
 */
export const recordAccess = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  viewer: Viewer,
  read: Pick<Access, 'kind' | 'period' | 'subjects'>,
): Promise<void> => {
  if (read.subjects.every((id) => id === viewer.employeeId)) return
  await storage.addAccess(viewer.accountId, { ...read, at: clock.now(), viewerId: viewer.employeeId })
}

const decodeCursor = async ({ vault }: Context, accountId: AccountId, page: string): Promise<number> => {
  const opened = await vault.open(accountId, page).catch(() => '')
  if (/^\d{1,15}$/.test(opened)) return Number(opened)
  throw new ProblemError('invalid_request', { field: 'page', detail: 'page must be "next" of the page before.' })
}
