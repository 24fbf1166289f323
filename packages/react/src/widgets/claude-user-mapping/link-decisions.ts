import type { EmployeeChoice, LinkRequest, MappedClaudeUser, SuggestionReason } from '@windmill/claude-core'

/** Someone whose a claude user is or may be. */
export interface LinkOption {
  readonly employee: EmployeeChoice
  /** `linked` needs nothing; `keep` says that the doubted link is right; `link` makes it theirs. */
  readonly kind: 'linked' | 'keep' | 'link'
  /** Why they are suggested; null for those that the rules name. */
  readonly suggestionReason: SuggestionReason | null
}

/** Whose a claude user is and may be, likeliest first, each employee once. */
export const listLinkOptions = (user: MappedClaudeUser): readonly LinkOption[] => {
  const { employee, candidates, suggestions } = user
  const offers: LinkOption[] = [
    ...(employee ? [{ employee, kind: canKeep(user) ? 'keep' : 'linked', why: null } as const] : []),
    ...suggestions.map((suggested) => ({ employee: suggested, kind: 'link', why: suggested.reason }) as const),
    ...candidates.map((candidate) => ({ employee: candidate, kind: 'link', why: null }) as const),
  ]
  return offers.filter(({ employee: { id } }, index) => offers.findIndex((other) => other.employee.id === id) === index)
}

/** A decision settles a doubt, but not that the directory does not know the employee any more. */
const canKeep = ({ state, reason, employee }: MappedClaudeUser): boolean =>
  state === 'flagged' && (reason.code !== 'employee_gone' || employee?.archivedOn !== null)

/** What can be decided beside whose a claude user is. */
export type NonLinkDecision = 'unlink' | 'ignore' | 'automatic' | 'undo'

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

/** A decision for several: `suggestion` links each to who is suggested first for it. */
export type BulkDecision = 'suggestion' | 'ignore' | 'automatic'

/** What to ask of the server for one of several; null where the decision is none for it. */
export const toBulkRequest = (user: MappedClaudeUser, decision: BulkDecision): LinkRequest | null => {
  if (decision !== 'suggestion') return canDecide(user, decision) ? { decision } : null
  const best = user.state === 'unmatched' ? user.suggestions[0] : undefined
  return best ? { decision: 'link', employeeId: best.id } : null
}
