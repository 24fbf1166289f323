import {
  type AccountId,
  type ClaudeUserId,
  type EmployeeId,
  type LinkMethod,
  type MappingReasonCode,
  type MappingState,
  mappingStates,
} from '@windmill/claude-core'
import type { Mapping } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import type { MappingCounts, StorageAdapter } from '../adapter.ts'
import { getMappingPosition } from '../mapping-position.ts'
import { isStorableId } from '../sanitize.ts'
import { buildUserSearchText, splitSearchWords } from '../search-text.ts'
import { buildNotExcludedCondition } from './kept-from.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { hideAccount, toIntegerArray, toLikePattern, toTextArray } from './values.ts'

type MappingMethods = Pick<StorageAdapter, 'countMappings' | 'listMappings' | 'getMapping'>

export const createMappingMethods = (db: Db): MappingMethods => ({
  async countMappings(accountId) {
    const { rows } = await sql<{ readonly state: number | null; readonly users: number }>`
      select case when mappings.email = coalesce(claude_users.email, '') then mappings.state end as state,
        count(*)::double precision as users
      from claude_users left join mappings using (account_id, claude_user_id)
      where account_id = ${accountId} and claude_user_id not in (${selectUsersOfExcluded(accountId)})
        and ${buildNotExcludedCondition(accountId, sql`claude_users.claude_user_id`)}
      group by 1`.execute(db)
    const countUsers = (state: number | null) => rows.find((row) => row.state === state)?.users ?? 0
    const counts = mappingStates.map((state, index): [MappingState | 'stale', number] => [state, countUsers(index)])
    return Object.fromEntries([...counts, ['stale', countUsers(null)]]) as MappingCounts
  },

  async listMappings(accountId, { state, search, after, limit }) {
    const conditions = [
      ...(state === undefined ? [] : [sql`mappings.state = ${mappingStates.indexOf(state)}::integer`]),
      ...(after === null
        ? []
        : [
            sql`(mappings.state, mappings.email, mappings.claude_user_id) > (${after[0]}::integer, ${after[1]}::text, ${after[2]}::text)`,
          ]),
      ...splitSearchWords(search).map((word) => {
        const pattern = toLikePattern(word)
        return sql`(mappings.search like ${pattern}::text or employees.search like ${pattern}::text)`
      }),
    ]
    return await selectMappings(db, accountId, conditions, limit)
  },

  async getMapping(accountId, claudeUserId) {
    if (!isStorableId(claudeUserId)) return null
    const [mapping] = await selectMappings(db, accountId, [sql`mappings.claude_user_id = ${claudeUserId}`], 1)
    return mapping ?? null
  },
})

const conflictState = mappingStates.indexOf('conflict')

/** Selects the Claude users that are linked to excluded employees. Usually there are few. */
const selectUsersOfExcluded = (accountId: AccountId): RawBuilder<unknown> => sql`
  select links.claude_user_id from employees join links
    on links.account_id = ${hideAccount(accountId)} and links.employee_id = employees.employee_id
  where employees.account_id = ${accountId} and employees.participation = 'excluded'`

interface Row {
  readonly id: ClaudeUserId
  readonly email: string | null
  readonly state: number
  readonly reason: MappingReasonCode
  readonly candidates: string
  readonly employee_id: EmployeeId | null
  /** Null without a link. */
  readonly method: LinkMethod | null
  readonly ignored: boolean | null
}

const selectMappings = async (
  db: Db,
  accountId: AccountId,
  conditions: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<Mapping[]> => {
  const where = sql.join(
    [
      sql`mappings.account_id = ${accountId}`,
      sql`employees.participation is distinct from 'excluded'`,
      buildNotExcludedCondition(accountId, sql`mappings.claude_user_id`),
      ...conditions,
    ],
    sql` and `,
  )
  const { rows } = await sql<Row>`
    select mappings.claude_user_id as id, nullif(mappings.email, '') as email, mappings.state, mappings.reason,
      mappings.candidates, links.employee_id, links.method, links.ignored
    from mappings
    left join links on links.account_id = mappings.account_id and links.claude_user_id = mappings.claude_user_id
    left join employees on employees.account_id = mappings.account_id and employees.employee_id = links.employee_id
    where ${where}
    order by mappings.state, mappings.email, mappings.claude_user_id
    limit ${limit}::integer`.execute(db)
  return rows.map(({ id, email, state, reason, candidates, employee_id, method, ignored }) => ({
    user: { id, email },
    state: mappingStates[state] ?? 'unmatched',
    reason,
    candidates: JSON.parse(candidates) as EmployeeId[],
    link: method && { claudeUserId: id, employeeId: employee_id, method, ignored: ignored === true },
  }))
}

/** Returns the candidates of each Claude user with a stored conflict. */
export const listConflicts = async (
  trx: Db,
  accountId: AccountId,
): Promise<ReadonlyMap<ClaudeUserId, readonly EmployeeId[]>> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly candidates: string }>`
    select claude_user_id as id, candidates from mappings
    where account_id = ${accountId} and state = ${conflictState}::integer`.execute(trx)
  return new Map(rows.map(({ id, candidates }) => [id, JSON.parse(candidates) as EmployeeId[]]))
}

/**
 * Changes employee ids in stored conflicts, and deletes all other mappings, so that they are decided again. Conflicts
 * are kept, because a decision can depend on the candidates of the previous conflict.
 */
export const renameInMappings = async (
  trx: Db,
  accountId: AccountId,
  newIds: ReadonlyMap<EmployeeId, EmployeeId>,
): Promise<void> => {
  await sql`
    delete from mappings where account_id = ${accountId} and state <> ${conflictState}::integer`.execute(trx)
  const conflicts = await listConflicts(trx, accountId)
  for (const chunk of splitIntoChunks(conflicts)) {
    const renamed = chunk.map(([, candidates]) => JSON.stringify(candidates.map((id) => newIds.get(id) ?? id)))
    await sql`
      update mappings set candidates = given.candidates
      from unnest(${toTextArray(chunk.map(([id]) => id))}, ${toTextArray(renamed)}) as given (id, candidates)
      where account_id = ${accountId} and claude_user_id = given.id`.execute(trx)
  }
}

/**
 * Stores the mappings that changed, and returns their number. Each stored mapping is found by the primary key
 * (`offset 0`), whatever the statistics say.
 */
export const storeMappings = async (trx: Db, accountId: AccountId, mappings: readonly Mapping[]): Promise<number> => {
  let changedCount = 0
  for (const chunk of splitIntoChunks(mappings)) {
    const { numAffectedRows } = await sql`
      insert into mappings (account_id, claude_user_id, state, reason, candidates, email, search)
      select ${accountId}::text, given.* from unnest(
        ${toTextArray(chunk.map(({ user }) => user.id))},
        ${toIntegerArray(chunk, (mapping) => getMappingPosition(mapping)[0])},
        ${toTextArray(chunk.map(({ reason }) => reason))},
        ${toTextArray(chunk.map(({ candidates }) => JSON.stringify(candidates)))},
        ${toTextArray(chunk.map((mapping) => getMappingPosition(mapping)[1]))},
        ${toTextArray(chunk.map(({ user }) => buildUserSearchText(user)))}
      ) as given (id, state, reason, candidates, email, search)
      left join lateral (
        select * from mappings where account_id = ${accountId} and claude_user_id = given.id offset 0
      ) as stored on true
      where (stored.state, stored.reason, stored.candidates, stored.email, stored.search)
        is distinct from (given.state, given.reason, given.candidates, given.email, given.search)
      on conflict (account_id, claude_user_id) do update
      set (state, reason, candidates, email, search) =
        row(excluded.state, excluded.reason, excluded.candidates, excluded.email, excluded.search)`.execute(trx)
    changedCount += Number(numAffectedRows ?? 0)
  }
  return changedCount
}
