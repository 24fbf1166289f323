import type { TotalsResponse, Viewer } from '@windmill/claude-core'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Returns the published totals of the company. The read is not recorded, because it covers nobody's figures.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const getTotals = async (context: Context, viewer: Viewer): Promise<TotalsResponse> => {
  await authorize(context, viewer, 'totals')
  return { weeks: await context.storage.listPublishedTotals(viewer.accountId) }
}
