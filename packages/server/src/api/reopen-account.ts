import type { Viewer } from '@windmill/claude-core'
import { authorize, type Operation } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Lets the directory of an erased account be stored again, and pulls it. Does nothing if the account is not erased.
 * Call it after a key was accepted.
 * @throws `ProblemError` `not_found` if the viewer is archived. Only the pulled directory shows this.
 */
export const reopenAccount = async (context: Context, viewer: Viewer, operation: Operation): Promise<void> => {
  const { storage } = context
  if (!(await storage.isAccountErased(viewer.accountId))) return
  await storage.reopenAccount(viewer.accountId)
  await authorize(context, viewer, operation)
}
