import { type AdoptionQuery, type AdoptionResponse, dayAt, previousPeriod, type Viewer } from '@windmill/claude-core'
import { computeAdoption } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { authorizeGroup } from './authorize-group.ts'
import type { Context } from './context.ts'
import { readWithLines, recordGroupRead } from './record.ts'

/**
 * Computes how many people of a group use each product. Adds the read to the log.
 * @throws `ProblemError` `not_permitted`, `busy`, or `not_found` if the viewer is archived or may not see the group, or
 * if nobody is in it.
 */
export const getAdoption = async (
  context: Context,
  viewer: Viewer,
  { bucket, by, scope, from, to }: AdoptionQuery,
  options: ReadOptions = {},
): Promise<AdoptionResponse> => {
  const { group, reader } = await authorizeGroup(context, viewer, scope)
  const period = { from, to }
  const { storage, clock, readLimiter } = context
  const { accountId } = viewer
  const today = dayAt(clock.now())
  const sumUsage = () => storage.sumAdoption(viewer, group, { period, bucket, by: by ?? null }, today, options)
  const [{ figures: usage, lines }, connection, manager] = await Promise.all([
    readLimiter.run(() => readWithLines(context, accountId, sumUsage), options),
    storage.getConnection(accountId),
    group === 'all' ? null : storage.getEmployee(accountId, group.below),
  ])
  if (!usage) throw new ProblemError('not_found')
  options.signal?.throwIfAborted()
  const periods = [period, previousPeriod(period)]
  await recordGroupRead(context, reader, group, { purpose: 'adoption', periods, lines })
  const { latestDay = null, notServedThrough = null, seats = null } = connection ?? {}
  return computeAdoption({
    ...usage,
    manager: manager && { id: manager.id, name: manager.name },
    period,
    bucket,
    by: by ?? null,
    latestDay,
    notServedThrough,
    seats: group === 'all' ? seats : null,
  })
}
