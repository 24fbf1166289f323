import type { AccountId, ClaudeUserId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { AddressMark, DecidedLinks } from '../adapter.ts'
import { hashProtectedUser } from '../kept-from.ts'
import { isStorableId } from '../sanitize.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { toTextArray } from './values.ts'

/** Protects the given Claude users that are stored. Their marks outlive an erasure of the account. */
export const protectUsers = async (trx: Db, accountId: AccountId, given: readonly ClaudeUserId[]): Promise<void> => {
  for (const ids of splitIntoChunks(given.filter(isStorableId))) {
    const { rows } = await sql<{ readonly id: ClaudeUserId }>`
      update claude_users set protected = true
      where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)}) and not protected
      returning claude_user_id as id`.execute(trx)
    await sql`
      insert into protected_users (account_id, subject)
      select ${accountId}::text, unnest(${toSubjects(
        accountId,
        rows.map(({ id }) => id),
      )})
      on conflict (account_id, subject) do nothing`.execute(trx)
  }
}

export const unprotectUsers = async (trx: Db, accountId: AccountId, given: readonly ClaudeUserId[]): Promise<void> => {
  for (const ids of splitIntoChunks(given.filter(isStorableId))) {
    await sql`
      update claude_users set protected = false
      where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)}) and protected`.execute(trx)
    await deleteProtectionMarks(trx, accountId, ids)
  }
}

/** Protects new Claude users, which have no stored mapping, if they were protected when the account was erased. */
export const restoreProtection = async (trx: Db, accountId: AccountId): Promise<void> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId }>`
    select claude_user_id as id from claude_users
    where account_id = ${accountId} and not protected
      and exists (select from protected_users where protected_users.account_id = ${accountId})
      and not exists (
        select from mappings
        where mappings.account_id = ${accountId} and mappings.claude_user_id = claude_users.claude_user_id
      )`.execute(trx)
  for (const chunk of splitIntoChunks(rows)) {
    const ids = chunk.map(({ id }) => id)
    await sql`
      update claude_users set protected = true
      from unnest(${toTextArray(ids)}, ${toSubjects(accountId, ids)}) as given (id, given_subject)
      join protected_users on protected_users.account_id = ${accountId} and subject = given_subject
      where claude_users.account_id = ${accountId} and claude_user_id = given.id`.execute(trx)
  }
}

export const deleteProtectionMarks = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
): Promise<void> => {
  await sql`
    delete from protected_users
    where account_id = ${accountId} and subject = any(${toSubjects(accountId, ids)})`.execute(trx)
}

export const listAddressMarks = async (trx: Db, accountId: AccountId): Promise<readonly AddressMark[]> => {
  const { rows } = await sql<AddressMark>`
    select subject, owner from protected_addresses where account_id = ${accountId}`.execute(trx)
  return rows
}

export const changeAddressMarks = async (
  trx: Db,
  accountId: AccountId,
  { add, remove }: NonNullable<DecidedLinks['addressMarks']>,
): Promise<void> => {
  for (const chunk of splitIntoChunks(remove)) {
    await sql`
      delete from protected_addresses using ${unnestMarks(chunk)} as given (subject, owner)
      where account_id = ${accountId} and protected_addresses.subject = given.subject
        and protected_addresses.owner = given.owner`.execute(trx)
  }
  for (const chunk of splitIntoChunks(add)) {
    await sql`
      insert into protected_addresses (account_id, subject, owner)
      select ${accountId}::text, subject, owner from ${unnestMarks(chunk)} as given (subject, owner)
      on conflict (account_id, subject, owner) do nothing`.execute(trx)
  }
}

const unnestMarks = (marks: readonly AddressMark[]) => sql`unnest(
  ${toTextArray(marks.map(({ subject }) => subject))}, ${toTextArray(marks.map(({ owner }) => owner))})`

const toSubjects = (accountId: AccountId, ids: readonly ClaudeUserId[]) =>
  toTextArray(ids.map((id) => hashProtectedUser(accountId, id)))
