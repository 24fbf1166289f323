import type { AccountId, ClaudeUserId, EmployeeId, LinkMethod } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { LinkChangeRecord, LinkChanges, LinkState, StorageAdapter } from '../adapter.ts'
import { isStorableId, sanitizeLinkChanges } from '../sanitize.ts'
import type { AnalyzeAfterGrowth } from './analyze-after-growth.ts'
import { listEmployees } from './directory-methods.ts'
import { getIdVersion, replaceErasedId } from './former-ids.ts'
import { findUserKeptFrom } from './kept-from-methods.ts'
import { findActiveDays, listClaudeUsers, listLinks, listProtectedUsers } from './link-methods.ts'
import { lockAccount } from './lock-account.ts'
import { listConflicts, storeMappings } from './mapping-methods.ts'
import { numberLinkedEmployees } from './number-changes.ts'
import { changeAddressMarks, listAddressMarks, protectUsers, restoreProtection, unprotectUsers } from './protection.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { toLinkState } from './to-link-state.ts'
import { toBooleanArray, toMilliseconds, toTextArray, toTimestamp } from './values.ts'

type LinkChangeMethods = Pick<StorageAdapter, 'decideLinks' | 'listLinkChanges' | 'listLatestLinkChanges'>

export const createLinkChangeMethods = (db: Db, analyzeAfterGrowth: AnalyzeAfterGrowth): LinkChangeMethods => ({
  async decideLinks(accountId, decide) {
    const rowCount = await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'links', accountId)
      // A new link gets the first kept day of its Claude user, which an exclusion could change at the same time.
      await lockAccount(trx, 'kept', accountId)
      await restoreProtection(trx, accountId)
      const links = await listLinks(trx, accountId)
      const claudeUsers = await listClaudeUsers(trx, accountId)
      const { claudeUserIds, decideChanges } = decide({
        accountId,
        addressMarks: await listAddressMarks(trx, accountId),
        idVersion: await getIdVersion(trx, accountId),
        lastLinked: await findLastLinked(trx, accountId),
        claudeUsers,
        employees: await listEmployees(trx, accountId),
        links,
        protectedUsers: await listProtectedUsers(trx, accountId),
        conflicts: await listConflicts(trx, accountId),
      })
      const firstActive =
        claudeUserIds.length > 0 ? await findActiveDays(trx, accountId, claudeUserIds, 'min') : new Map()
      const { changes, mappings, protect, unprotect, addressMarks } = decideChanges(firstActive)
      const owners = new Set<EmployeeId>()
      let setCount = 0
      for (const linkChanges of changes) {
        const result = await applyLinkChanges(trx, accountId, linkChanges)
        setCount += result.setCount
        for (const id of result.owners) owners.add(id)
      }
      await protectUsers(trx, accountId, protect)
      await unprotectUsers(trx, accountId, unprotect)
      if (addressMarks) await changeAddressMarks(trx, accountId, addressMarks)
      const storedMappingCount = await storeMappings(trx, accountId, mappings)
      await numberLinkedEmployees(trx, accountId, owners)
      return Math.max(setCount, storedMappingCount)
    })
    await analyzeAfterGrowth('links', accountId, rowCount)
  },

  async listLinkChanges(accountId, claudeUserId) {
    if (!isStorableId(claudeUserId)) return []
    const { rows } = await sql<Row>`
      select ${selectColumns(accountId)} from log
      where account_id = ${accountId} and claude_user_id = ${claudeUserId}
      order by log.number desc`.execute(db)
    return rows.map(toRecord)
  },

  async listLatestLinkChanges(accountId, among) {
    const ids = [...new Set(among)].filter(isStorableId)
    const { rows } = await sql<Row>`
      select ${selectColumns(accountId)} from unnest(${toTextArray(ids)}) as given (id) cross join lateral (
        select * from log where account_id = ${accountId} and claude_user_id = given.id
        order by number desc limit 1
      ) as log`.execute(db)
    return rows.map(toRecord)
  },
})

/** Finds, for each Claude user that is linked to nobody now, the employee it was last linked to. */
const findLastLinked = async (trx: Db, accountId: AccountId): Promise<ReadonlyMap<ClaudeUserId, EmployeeId>> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly employeeId: EmployeeId }>`
    select claude_users.claude_user_id as id, latest.employee_id as "employeeId"
    from claude_users
    left join links on links.account_id = ${accountId} and links.claude_user_id = claude_users.claude_user_id
    cross join lateral (
      select coalesce(to_employee_id, from_employee_id) as employee_id from log
      where log.account_id = ${accountId} and log.claude_user_id = claude_users.claude_user_id
        and (to_employee_id is not null or from_employee_id is not null)
      order by log.number desc limit 1
    ) as latest
    where claude_users.account_id = ${accountId} and links.employee_id is null`.execute(trx)
  return new Map(rows.map(({ id, employeeId }) => [id, employeeId]))
}

/** The outcome of a change of links. */
interface LinkChangeOutcome {
  /** Number of links that were set. */
  readonly setCount: number
  /** The employees who got or lost a Claude user. */
  readonly owners: readonly EmployeeId[]
}

const applyLinkChanges = async (trx: Db, accountId: AccountId, changes: LinkChanges): Promise<LinkChangeOutcome> => {
  const { set, remove, by: givenBy, at } = sanitizeLinkChanges(changes)
  const by = givenBy && (await replaceErasedId(trx, accountId, givenBy))
  const targets: readonly TargetLink[] = [
    ...set.map(({ claudeUserId, ...to }) => ({ claudeUserId, to })),
    ...remove.map((claudeUserId) => ({ claudeUserId, to: null })),
  ]
  const changed: ChangedLink[] = []
  for (const chunk of splitIntoChunks(targets)) changed.push(...(await applyChunk(trx, accountId, chunk, { by, at })))
  return {
    setCount: changed.filter(({ is_set }) => is_set).length,
    owners: changed.flatMap(({ from_employee_id: from, to_employee_id: to }) =>
      from === to ? [] : [from, to].filter((id) => id !== null),
    ),
  }
}

interface ChangedLink {
  readonly from_employee_id: EmployeeId | null
  readonly to_employee_id: EmployeeId | null
  /** False for a link that was removed. */
  readonly is_set: boolean
}

interface TargetLink {
  readonly claudeUserId: ClaudeUserId
  /** The link after the change. Null to remove it. */
  readonly to: LinkState
}

/**
 * Changes links and records the changes, in one statement. Returns the links that changed. Compares the
 * targets with the stored links instead of links that were read earlier, so the records match the actual changes.
 *
 * Each link is found by the primary key (`offset 0`). With the statistics of a time when the account had few links,
 * PostgreSQL would compare every link of the account with every target.
 */
const applyChunk = async (
  trx: Db,
  accountId: AccountId,
  targets: readonly TargetLink[],
  { by, at }: Pick<LinkChangeRecord, 'by' | 'at'>,
): Promise<readonly ChangedLink[]> => {
  const ids = targets.flatMap(({ claudeUserId, to }) => (to ? [claudeUserId] : []))
  const keptFrom = await findUserKeptFrom(trx, accountId, ids)
  const { rows } = await sql<ChangedLink>`
    with changed as (
      select
        target.id, stored.employee_id as from_employee_id, stored.method as from_method, stored.ignored as from_ignored,
        target.employee_id as to_employee_id, target.method as to_method, target.ignored as to_ignored
      from unnest(
        ${toTextArray(targets.map(({ claudeUserId }) => claudeUserId))},
        ${toTextArray(targets.map(({ to }) => to?.employeeId ?? null))},
        ${toTextArray(targets.map(({ to }) => to?.method ?? null))},
        ${toBooleanArray(targets.map(({ to }) => to?.ignored ?? null))}
      ) as target (id, employee_id, method, ignored)
      left join lateral (
        select * from links where account_id = ${accountId} and claude_user_id = target.id offset 0
      ) as stored on true
      where (stored.employee_id, stored.method, stored.ignored)
          is distinct from (target.employee_id, target.method, target.ignored)
        and (${by}::text is not null or stored.method is distinct from 'manual')
    ),
    recorded as (
      insert into log (
        account_id, claude_user_id, at, kind, actor_id, about, details,
        from_employee_id, from_method, from_ignored, to_employee_id, to_method, to_ignored
      )
      select
        ${accountId}::text, id, ${toTimestamp(at)}, 'link_changed', ${by}::text, 'account', '{}'::jsonb,
        from_employee_id, from_method, from_ignored, to_employee_id, to_method, to_ignored
      from changed
    ),
    removed as (
      delete from links
      where account_id = ${accountId} and claude_user_id = any(array(select id from changed where to_method is null))
    ),
    stored as (
      insert into links (account_id, claude_user_id, employee_id, method, ignored, kept_from)
      select ${accountId}::text, id, to_employee_id, to_method, to_ignored, kept_from
      from changed left join unnest(
        ${toTextArray([...keptFrom.keys()])}, ${toTextArray([...keptFrom.values()])}::date[]
      ) as marks (claude_user_id, kept_from) on marks.claude_user_id = changed.id
      where to_method is not null
      on conflict (account_id, claude_user_id) do update
      set (employee_id, method, ignored) = row(excluded.employee_id, excluded.method, excluded.ignored)
    )
    select from_employee_id, to_employee_id, to_method is not null as is_set from changed`.execute(trx)
  return rows
}

type StateColumns<Name extends 'from' | 'to'> = Readonly<
  Record<`${Name}_employee_id`, EmployeeId | null> &
    Record<`${Name}_method`, LinkMethod | null> &
    Record<`${Name}_ignored`, boolean | null>
>
type Row = Pick<LinkChangeRecord, 'claudeUserId' | 'at' | 'by' | 'isBeforeErasure'> &
  StateColumns<'from'> &
  StateColumns<'to'>

const selectColumns = (accountId: AccountId) => sql`
  coalesce(number <= (select erased_through from leases where account_id = ${accountId}), false) as "isBeforeErasure",
  claude_user_id as "claudeUserId", ${toMilliseconds('at')} as at, actor_id as by,
  from_employee_id, from_method, from_ignored, to_employee_id, to_method, to_ignored`

const toRecord = (row: Row): LinkChangeRecord => ({
  claudeUserId: row.claudeUserId,
  at: row.at,
  by: row.by,
  from: toLinkState(row.from_employee_id, row.from_method, row.from_ignored),
  to: toLinkState(row.to_employee_id, row.to_method, row.to_ignored),
  isBeforeErasure: row.isBeforeErasure,
})
