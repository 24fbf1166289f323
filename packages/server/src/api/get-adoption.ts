import { type AdoptionQuery, type AdoptionResponse, dayAt, type Viewer } from '@windmill/claude-core'
import { computeAdoption } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { recordAccess } from './access.ts'
import { authorizeGroup } from './authorize-group.ts'
import type { Context } from './context.ts'

/**
 * Computes how many people of a group use each product. Records the read in the access log.
 * @throws `ProblemError` `not_permitted`, `busy`, or `not_found` if the viewer is archived, may not see the group, or
 * nobody is in it.
 */
export const getAdoption = async (
  context: Context,
  viewer: Viewer,
  { bucket, scope, ...period }: AdoptionQuery,
  options: ReadOptions = {},
): Promise<AdoptionResponse> => {
  const group = await authorizeGroup(context, viewer, scope)
  const { storage, clock, readLimiter } = context
  const { accountId } = viewer
  const today = dayAt(clock.now())
  const readGroup = async () => {
    const usage = await storage.sumAdoption(viewer, group, period, bucket, today, options)
    if (!usage) throw new ProblemError('not_found')
    return { usage, subjects: await storage.listVisibleEmployees(viewer, group, today, options) }
  }
  const [{ usage, subjects }, connection, manager] = await Promise.all([
    readLimiter.run(readGroup, options),
    storage.getConnection(accountId),
    group === 'all' ? null : storage.getEmployee(accountId, group.below),
  ])
  options.signal?.throwIfAborted()
  await recordAccess(context, viewer, { kind: 'adoption', period, subjects })
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  return computeAdoption({
    ...usage,
    manager: manager && { id: manager.id, name: manager.name },
    period,
    bucket,
    latestDay,
    notServedThrough,
  })
}
