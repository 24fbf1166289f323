import type { EmployeeChoice, LinkRequest, MappedClaudeUser, SuggestionReason } from '@windmill/claude-core'

/** An employee who is linked to a Claude user, or can be. */
export interface LinkOption {
  readonly employee: EmployeeChoice
  /**
   * `link` links the Claude user to this employee. `keep` confirms a flagged link. Null for a current link that needs
   * no confirmation.
   */
  readonly action: 'link' | 'keep' | null
  /** Why the employee is suggested. Null for an employee who is not a suggestion. */
  readonly suggestionReason: SuggestionReason | null
}

/**
 * Lists the linked employee, then suggestions, then candidates. An employee in several of these groups appears once.
 */
export const listLinkOptions = (user: MappedClaudeUser): readonly LinkOption[] => {
  const { employee, candidates, suggestions } = user
  const options: LinkOption[] = [
    ...(employee ? [{ employee, action: canKeep(user) ? 'keep' : null, suggestionReason: null } as const] : []),
    ...suggestions.map(
      (suggested) => ({ employee: suggested, action: 'link', suggestionReason: suggested.reason }) as const,
    ),
    ...candidates.map((candidate) => ({ employee: candidate, action: 'link', suggestionReason: null }) as const),
  ]
  return options.filter(
    ({ employee: { id } }, index) => options.findIndex((option) => option.employee.id === id) === index,
  )
}

/** Returns whether an admin can confirm a flagged link. False if the employee is no longer in the directory. */
const canKeep = ({ state, reason, employee }: MappedClaudeUser): boolean =>
  state === 'flagged' && (reason.code !== 'employee_gone' || employee?.archivedOn !== null)

/** A decision that needs no employee. */
export type NonLinkDecision = 'unlink' | 'ignore' | 'automatic' | 'undo'

/** Returns whether a decision would change how the Claude user is linked. Only an admin's change can be undone. */
export const canDecide = (user: MappedClaudeUser, decision: NonLinkDecision): boolean => {
  switch (decision) {
    case 'unlink':
      return user.employee !== null
    case 'ignore':
      return user.state !== 'ignored'
    case 'automatic':
      return user.method === 'manual'
    case 'undo':
      return user.lastChange !== null && user.lastChange.by !== null
  }
}

/** A decision about several Claude users. `suggestion` links each unmatched Claude user to the first suggestion. */
export type BulkDecision = 'suggestion' | 'ignore' | 'automatic'

/** Returns the request that a bulk decision sends for one Claude user. Null if the decision does not apply to them. */
export const toBulkRequest = (user: MappedClaudeUser, decision: BulkDecision): LinkRequest | null => {
  if (decision !== 'suggestion') return canDecide(user, decision) ? { decision } : null
  const suggestion = user.state === 'unmatched' ? user.suggestions[0] : undefined
  return suggestion ? { decision: 'link', employeeId: suggestion.id } : null
}
