import type {
  ConnectionResponse,
  InvitationResponse,
  InvitedConnectResponse,
  InvitedPreviewResponse,
  Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import { authorize, authorizeInvitation } from './authorize.ts'
import { findPastedKey } from './check-key.ts'
import { readConnection } from './connection.ts'
import type { Context } from './context.ts'
import type { InputReader } from './input-parsers.ts'
import { createInvitationSecret, hashInvitationSecret, parseInvitationSecret } from './invitation-secret.ts'
import { probeKey } from './preview-key.ts'
import { saveKey } from './save-key.ts'

const lifetimeMs = 72 * 60 * 60_000

/**
 * Invites somebody without a session to save a key for the account. Ends an earlier invitation.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const invite = async (context: Context, viewer: Viewer): Promise<InvitationResponse> => {
  await authorize(context, viewer, 'invite')
  const { storage, clock, logger } = context
  const { accountId, employeeId } = viewer
  const secret = createInvitationSecret(accountId)
  const expiresAt = clock.now() + lifetimeMs
  await storage.saveInvitation(accountId, { hash: hashInvitationSecret(secret), expiresAt })
  logger.info('Invited to connect', { accountId, employeeId, expiresAt: toInstant(expiresAt) })
  return { secret, expiresAt: toInstant(expiresAt) }
}

/**
 * Revokes the invitation, if there is one.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const revokeInvitation = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await authorize(context, viewer, 'invite')
  const { accountId, employeeId } = viewer
  await context.storage.updateConnection(accountId, { invitation: null })
  context.logger.info('Invitation revoked', { accountId, employeeId })
  return await readConnection(context, viewer)
}

/**
 * Returns which reports a key opens to whoever was invited, without saving the key or any usage.
 * @throws `ProblemError` `invitation_invalid`, or the code why the key is not accepted.
 */
export const previewInvited = (
  context: Context,
  secret: string,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<InvitedPreviewResponse> =>
  answerWithCodes(async () => {
    const { accountId } = await authorizeInvitation(context, parseInvitationSecret(secret))
    const key = findPastedKey(await readPasted())
    const { reports } = await context.keyCheckLimiter.run(
      accountId,
      () => probeKey(context, accountId, key, signal),
      signal,
    )
    return { reports }
  })

/**
 * Connects the account of an invitation or replaces its key, and requests a sync. Uses the invitation up.
 * @throws `ProblemError` `invitation_invalid`, or the code why the key is not accepted.
 */
export const connectInvited = (
  context: Context,
  secret: string,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<InvitedConnectResponse> =>
  answerWithCodes(async () => {
    const { accountId, hash } = await authorizeInvitation(context, parseInvitationSecret(secret))
    const key = findPastedKey(await readPasted())
    await saveKey(context, accountId, key, signal, async (record) => {
      // Somebody else may have used or revoked the invitation while the key was checked.
      if (!(await context.storage.acceptInvitation(record, hash))) throw new ProblemError('invitation_invalid')
      await context.storage.reopenAccount(accountId)
    })
    return { accepted: true }
  })

/**
 * Runs what an invitation asks for. A failure has no more than a code and the field of the request: Claude's own words
 * and the id of its answer are for those who manage the connection.
 */
const answerWithCodes = async <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, field } = error.problem
    throw new ProblemError(code, field === undefined ? {} : { field }, { cause: error.cause })
  }
}
