declare const brand: unique symbol

/** The id of an account: a customer of the host app. Every storage key starts with it. */
export type AccountId = string & { readonly [brand]: 'AccountId' }
/** The id of an employee: a person as the host app knows them. */
export type EmployeeId = string & { readonly [brand]: 'EmployeeId' }
/** The id of a Claude user: `user_…`. It stays the same when the person's e-mail changes. */
export type ClaudeUserId = string & { readonly [brand]: 'ClaudeUserId' }

/** Brands a string as an account id. Does not validate it. */
export const accountId = (id: string): AccountId => id as AccountId
/** Brands a string as an employee id. Does not validate it. */
export const employeeId = (id: string): EmployeeId => id as EmployeeId
/** Brands a string as a Claude user id. Does not validate it. */
export const claudeUserId = (id: string): ClaudeUserId => id as ClaudeUserId

/** Whether an id can be stored unchanged. PostgreSQL stores neither U+0000 nor a lone surrogate. */
export const isStorableId = (id: string): boolean => id.isWellFormed() && !id.includes('\0')
