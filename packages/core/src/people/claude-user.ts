import type { ClaudeUserId } from './ids.ts'

/** A Claude user: a person as Claude's API knows them. */
export interface ClaudeUser {
  readonly id: ClaudeUserId
  /** Null if the API has not given an e-mail yet. */
  readonly email: string | null
}
