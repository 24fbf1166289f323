import {
  type AccessResponse,
  type AccountId,
  dayAt,
  type EmployeeId,
  type EmployeeName,
  isArchived,
  type Viewer,
} from '@windmill/claude-core'
import { keptFrom } from '../kept-from.ts'
import { ProblemError } from '../problem-error.ts'
import type { Access } from '../storage/adapter.ts'
import type { Context } from './context.ts'

/** How many reads one page shows. */
const pageSize = 50

/** Who can see an employee's stats, and who did. For that employee and admins; others learn nothing. */
export const getAccess = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { page }: { readonly page?: string } = {},
): Promise<AccessResponse> => {
  const { storage, directory, clock, accessDays } = context
  const { accountId } = viewer
  const before = page === undefined ? null : await openPage(context, accountId, page)
  await directory.ensure(accountId)
  const today = dayAt(clock.now())
  const isTheirs = viewer.role === 'admin' || viewer.employeeId === employeeId
  const visible = isTheirs ? await storage.visibleEmployees(viewer, { among: [employeeId] }, today) : []
  if (visible.length === 0) throw new ProblemError('not_found')

  const [managers, entries] = await Promise.all([
    storage.listManagers(accountId, employeeId),
    storage.listAccess(accountId, employeeId, { before, limit: pageSize + 1 }),
  ])
  // What is too old is gone at the next sync; until then, and where nothing is synced, nobody is told of it.
  const shown = entries.slice(0, pageSize).filter(({ at }) => at >= keptFrom(context))
  const readers = await storage.listEmployees(
    accountId,
    shown.map(({ viewerId }) => viewerId),
  )
  const names = new Map(readers.map(({ id, name }) => [id, name]))
  const last = entries.length > pageSize && shown.length === pageSize ? shown.at(-1) : undefined
  return {
    // Someone above who has left sees nothing.
    managers: managers
      .filter((manager) => !isArchived(manager, today))
      .map(({ id, name }): EmployeeName => ({ id, name })),
    reads: shown.map(({ at, viewerId, kind, period }) => ({
      at: new Date(at).toISOString(),
      viewer: { id: viewerId, name: names.get(viewerId) ?? viewerId },
      kind,
      period,
    })),
    // Sealed, since records are numbered throughout: between two of them, others' reads could be counted.
    next: last ? await context.vault.seal(accountId, String(last.number)) : null,
    keptForDays: accessDays,
  }
}

/**
 * Records that a viewer reads the stats of `subjects`. To be awaited before the answer is given: what cannot be recorded
 * must not be read. Reading only oneself leaves no record.
 */
export const recordAccess = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  viewer: Viewer,
  read: Pick<Access, 'kind' | 'period' | 'subjects'>,
): Promise<void> => {
  if (read.subjects.every((id) => id === viewer.employeeId)) return
  await storage.addAccess(viewer.accountId, { ...read, at: clock.now(), viewerId: viewer.employeeId })
}

const openPage = async ({ vault }: Context, accountId: AccountId, page: string): Promise<number> => {
  const opened = await vault.open(accountId, page).catch(() => '')
  if (/^\d{1,15}$/.test(opened)) return Number(opened)
  throw new ProblemError('invalid_request', { field: 'page', detail: 'page must be "next" of the page before.' })
}
