import type { EmployeeChoice } from './employee.ts'

/**
 * Why an employee is suggested for a Claude user:
 *
 * - `plus_tag`: the addresses differ only by a plus tag.
 * - `alias_domain`: the local parts are equal, and the domains are related. One is a subdomain of the other, or both
 *   name the same organization, like `example.com` and `example.co.uk`.
 * - `same_local_part`: the local parts are equal, and the domains are unrelated.
 * - `similar_name`: the local part of the Claude user's address resembles the employee's name.
 * - `similar_address`: the domains are equal, and the local parts differ by at most two letters.
 */
export type SuggestionReason = 'same_local_part' | 'alias_domain' | 'plus_tag' | 'similar_name' | 'similar_address'

/**
 * An employee who may be the person behind a Claude user, with the reason. Suggestions are never applied automatically.
 */
export interface Suggestion extends EmployeeChoice {
  readonly reason: SuggestionReason
}
