import {
  type AdoptionResponse,
  type Bucket,
  computeAdoption,
  dayAt,
  type Period,
  type Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import { partOf } from '../storage/part.ts'
import { recordAccess } from './access.ts'
import type { Context } from './context.ts'

/** How many people use which product: for managers of those below them, for admins of everyone. */
export const getAdoption = async (
  context: Context,
  viewer: Viewer,
  { bucket, ...period }: Period & { readonly bucket: Bucket },
): Promise<AdoptionResponse> => {
  const { storage, directory, clock } = context
  const { accountId } = viewer
  const today = dayAt(clock.now())
  await directory.ensure(accountId)
  const [usage, connection] = await Promise.all([
    storage.sumAdoption(viewer, period, bucket, today),
    storage.getConnection(accountId),
  ])
  if (!usage) throw new ProblemError('not_found')
  const subjects = await storage.visibleEmployees(viewer, partOf(viewer), today)
  await recordAccess(context, viewer, { kind: 'adoption', period, subjects })
  return computeAdoption({ ...usage, period, bucket, latestDay: connection?.latestDay ?? null })
}
