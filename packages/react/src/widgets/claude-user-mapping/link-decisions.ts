import type { EmployeeChoice, LinkRequest, MappedClaudeUser, SuggestionReason } from '@windmill/claude-core'

/** An employee who a Claude user is or may be linked to. */
export interface LinkOption {
  readonly employee: EmployeeChoice
  /** `linked`: the current link. `keep`: the current link, which an admin has to confirm. `link`: not linked yet. */
  readonly kind: 'linked' | 'keep' | 'link'
  /** Null for the linked employee and for the candidates of a conflict. */
  readonly suggestionReason: SuggestionReason | null
}

/** The linked employee, then suggestions, then candidates. Each employee appears once, as their first option. */
export const listLinkOptions = (user: MappedClaudeUser): readonly LinkOption[] => {
  const { employee, candidates, suggestions } = user
  const options: LinkOption[] = [
    ...(employee ? [{ employee, kind: canKeep(user) ? 'keep' : 'linked', suggestionReason: null } as const] : []),
    ...suggestions.map(
      (suggested) => ({ employee: suggested, kind: 'link', suggestionReason: suggested.reason }) as const,
    ),
    ...candidates.map((candidate) => ({ employee: candidate, kind: 'link', suggestionReason: null }) as const),
  ]
  return options.filter(
    ({ employee: { id } }, index) => options.findIndex((option) => option.employee.id === id) === index,
  )
}

/** Whether confirming the link clears the flag. It does not when the directory no longer has the employee. */
const canKeep = ({ state, reason, employee }: MappedClaudeUser): boolean =>
  state === 'flagged' && (reason.code !== 'employee_gone' || employee?.archivedOn !== null)

/** A decision other than linking to an employee. */
export type NonLinkDecision = 'unlink' | 'ignore' | 'automatic' | 'undo'

/** Whether a decision applies to a Claude user. */
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

/** A decision about several Claude users. `suggestion` links each to their first suggestion. */
export type BulkDecision = 'suggestion' | 'ignore' | 'automatic'

/** The request for one Claude user of a bulk decision. Null if the decision does not apply to them. */
export const toBulkRequest = (user: MappedClaudeUser, decision: BulkDecision): LinkRequest | null => {
  if (decision !== 'suggestion') return canDecide(user, decision) ? { decision } : null
  const suggestion = user.state === 'unmatched' ? user.suggestions[0] : undefined
  return suggestion ? { decision: 'link', employeeId: suggestion.id } : null
}
