import type { TotalsResponse, Viewer } from '@windmill/claude-core'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Returns the published totals of the company, and the seats. The read is not recorded, because it covers nobody's
 * figures.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const getTotals = async (context: Context, viewer: Viewer): Promise<TotalsResponse> => {
  await authorize(context, viewer, 'totals')
  const { storage } = context
  const [weeks, connection] = await Promise.all([
    storage.listPublishedTotals(viewer.accountId),
    storage.getConnection(viewer.accountId),
  ])
  return { weeks, seats: connection?.seats ?? null }
}
