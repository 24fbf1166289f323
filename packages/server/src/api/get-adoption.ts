import { type AdoptionResponse, type Bucket, dayAt, type Period, type Viewer } from '@windmill/claude-core'
import { computeAdoption } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { resolveGroupScope } from '../storage/resolve-group-scope.ts'
import { recordAccess } from './access.ts'
import type { Context } from './context.ts'

/**
 * Computes how many people use each product: among everyone below the viewer, or among all employees for an admin.
 * Records the read in the access log.
 * @throws `ProblemError` `not_found` if the viewer is archived, or is no admin and has no reports, or `busy`.
 */
export const getAdoption = async (
  context: Context,
  viewer: Viewer,
  { bucket, ...period }: Period & { readonly bucket: Bucket },
  options: ReadOptions = {},
): Promise<AdoptionResponse> => {
  const { storage, directory, clock, readLimiter } = context
  const { accountId } = viewer
  const today = dayAt(clock.now())
  await directory.ensure(accountId)
  const [usage, connection] = await Promise.all([
    readLimiter.run(() => storage.sumAdoption(viewer, period, bucket, today, options), options),
    storage.getConnection(accountId),
  ])
  if (!usage) throw new ProblemError('not_found')
  const subjects = await storage.listVisibleEmployees(viewer, resolveGroupScope(viewer), today)
  options.signal?.throwIfAborted()
  await recordAccess(context, viewer, { kind: 'adoption', period, subjects })
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  return computeAdoption({ ...usage, period, bucket, latestDay, notServedThrough })
}
