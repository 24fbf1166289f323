import type { EmployeeChoice } from './employee.ts'

/**
 * Why an employee is suggested for a Claude user:
 *
 * - `plus_tag`: the addresses differ only by a plus tag.
 * - `alias_domain`: equal local parts at related domains: a subdomain, or the same name under another ending.
 * - `same_local_part`: equal local parts at unrelated domains.
 * - `similar_name`: the local part is built from the employee's name, or nearly so.
 * - `similar_address`: the local parts at the same domain differ by a few letters.
 */
export type SuggestionReason = 'same_local_part' | 'alias_domain' | 'plus_tag' | 'similar_name' | 'similar_address'

/** An employee who may be the owner of a Claude user, with the reason. Suggestions are never applied automatically. */
export interface Suggestion extends EmployeeChoice {
  readonly reason: SuggestionReason
}
