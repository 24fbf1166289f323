declare const brand: unique symbol

/** A string that only the matching parser or the host's own data may produce. */
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A customer of the host app. Every stored key starts with it. */
export type AccountId = Branded<'AccountId'>
/** A person as the host app knows them. */
export type EmployeeId = Branded<'EmployeeId'>
/** A person as Claude's API knows them: `user_…`, stable when the e-mail changes. */
export type ClaudeUserId = Branded<'ClaudeUserId'>

export const accountId = (id: string): AccountId => id as AccountId
export const employeeId = (id: string): EmployeeId => id as EmployeeId
export const claudeUserId = (id: string): ClaudeUserId => id as ClaudeUserId
