import type { ClaudeUserId } from './ids.ts'

/** A person as Claude's API knows them. */
export interface ClaudeUser {
  readonly id: ClaudeUserId
  /** Null while the API has not given one. */
  readonly email: string | null
}
