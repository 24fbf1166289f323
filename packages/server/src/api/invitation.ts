import type {
  AccountId,
  ConnectionResponse,
  EmployeeId,
  InvitationResponse,
  InvitedConnectResponse,
  InvitedPreviewResponse,
  Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { EpochMilliseconds, ReadOptions, StoredInvitation } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import { authorize, authorizeInvitation } from './authorize.ts'
import { findPastedKey } from './check-key.ts'
import { readConnection } from './connection.ts'
import type { Context } from './context.ts'
import type { InputReader } from './input-parsers.ts'
import {
  createInvitationSecret,
  hashInvitationSecret,
  type Invitation,
  parseInvitationSecret,
} from './invitation-secret.ts'
import type { InvitedCaller } from './key-check-limiter.ts'
import { probeKey } from './preview-key.ts'
import { recordChange } from './record.ts'
import { saveKey } from './save-key.ts'

const lifetimeMs = 72 * 60 * 60_000

/**
 * Invites somebody without a session to save a key for the account. Ends an earlier invitation.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const invite = async (context: Context, viewer: Viewer): Promise<InvitationResponse> => {
  const actor = await authorize(context, viewer, 'invite')
  const { storage, clock, logger } = context
  const { accountId, employeeId } = viewer
  const secret = createInvitationSecret(accountId)
  await recordChange(context, accountId, actor, { kind: 'invited' })
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
  const actor = await authorize(context, viewer, 'invite')
  const { accountId, employeeId } = viewer
  await recordChange(context, accountId, actor, { kind: 'invitation_revoked' })
  await context.storage.updateConnection(accountId, { invitation: null })
  context.logger.info('Invitation revoked', { accountId, employeeId })
  return await readConnection(context, viewer)
}

/**
 * Checks a key for the invited person and returns which reports it can read. Saves neither the key nor any usage.
 * @throws `ProblemError` `invitation_invalid`, `invitation_expired`, or the code that says why the key is not accepted.
 */
export const previewInvited = (
  context: Context,
  secret: string,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<InvitedPreviewResponse> =>
  reduceProblems(async () => {
    const { accountId, hash } = await readInvitation(context, secret)
    const key = findPastedKey(await readPasted())
    const { reports } = await context.keyCheckLimiter.run(
      accountId,
      createInvitedCaller(context, secret, hash),
      () => probeKey(context, accountId, key, signal),
      signal,
    )
    return { reports }
  })

/**
 * Connects the account of an invitation or replaces its key, and requests a sync. Uses the invitation up.
 * @throws `ProblemError` `invitation_invalid`, `invitation_expired`, or the code that says why the key is not accepted.
 */
export const connectInvited = (
  context: Context,
  secret: string,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<InvitedConnectResponse> =>
  reduceProblems(async () => {
    const { accountId, hash } = await readInvitation(context, secret)
    const key = findPastedKey(await readPasted())
    const caller = createInvitedCaller(context, secret, hash)
    await saveKey(context, accountId, caller, key, signal, async (record, event) => {
      // The invitation may have ended while the key was checked, and somebody else may use it at the same time.
      const { expiresAt } = await readInvitation(context, secret)
      const inviterId = await findInviter(context, accountId, expiresAt)
      await recordChange(context, accountId, inviterId, { ...event, byInvitation: true })
      if (!(await context.storage.acceptInvitation(record, hash))) throw new ProblemError('invitation_invalid')
    })
    return { accepted: true }
  })

/** Reads an invitation that may be used. Throws as `authorizeInvitation` does. */
const readInvitation = async (context: Context, secret: string): Promise<Invitation & StoredInvitation> => {
  const invitation = parseInvitationSecret(secret)
  if (!invitation) throw new ProblemError('invitation_invalid')
  return { ...invitation, ...(await authorizeInvitation(context, invitation)) }
}

const createInvitedCaller = (context: Context, secret: string, hash: string): InvitedCaller => ({
  invitation: hash,
  requireValid: () => readInvitation(context, secret),
})

/**
 * Maximum log entries to search for the entry of an invitation. Other entries can have been added between the entry and
 * the invitation.
 */
const maxSearchedEntries = 100

/**
 * Finds who made an invitation. The log has the person's current id, or a pseudonym after the person was erased. Null
 * if the log has no entry of the invitation.
 */
const findInviter = async (
  { storage }: Pick<Context, 'storage'>,
  accountId: AccountId,
  expiresAt: EpochMilliseconds,
): Promise<EmployeeId | null> => {
  // The entry was added just before the invitation was made, which was `lifetimeMs` before its expiry.
  const before = { at: expiresAt - lifetimeMs + 1, id: '00000000-0000-0000-0000-000000000000' }
  const entries = await storage.listLog(accountId, { before, limit: maxSearchedEntries })
  return entries.find(({ event }) => event.kind === 'invited')?.actorId ?? null
}

/**
 * Runs an operation for somebody with an invitation. Reduces a problem to its code and the invalid field, because
 * Claude's error message and request id are only for viewers with `connection:manage`.
 */
const reduceProblems = async <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, field } = error.problem
    throw new ProblemError(code, field === undefined ? {} : { field }, { cause: error.cause })
  }
}
