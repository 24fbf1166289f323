import type { Day } from '../time/day.ts'
import { isWithinEdits } from './edit-distance.ts'
import { normalizeEmail } from './email.ts'
import { withoutPlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { Mapping } from './mapping.ts'
import { foldLocalPart, listNameForms } from './name-forms.ts'
import type { Suggestion, SuggestionReason } from './suggestion.ts'

export interface SuggestInput {
  /** The mappings that are shown, usually one page of the list. */
  readonly mappings: readonly Mapping[]
  readonly employees: readonly Employee[]
  /** The day as of which employees count as archived. */
  readonly on: Day
}

/** The kinds of match, likeliest first, with the reason that each is reported as. */
const reasonByMatchKind = {
  plus_tag: 'plus_tag',
  alias_domain: 'alias_domain',
  same_local_part: 'same_local_part',
  full_name: 'similar_name',
  short_name: 'similar_name',
  similar_address: 'similar_address',
  similar_full_name: 'similar_name',
  single_name: 'similar_name',
} as const satisfies Readonly<Record<string, SuggestionReason>>

type MatchKind = keyof typeof reasonByMatchKind
const matchKinds = Object.keys(reasonByMatchKind) as MatchKind[]

/** Maximum suggestions per Claude user. */
const maxSuggestions = 3
/** Maximum employees with the same kind of match. Above it, that kind identifies nobody and is dropped. */
const maxMatchesPerKind = 5

/** A Claude user without a link, with the employees that match so far. */
interface UnlinkedUser {
  readonly id: ClaudeUserId
  /** The normalized address. */
  readonly address: string
  /** The address's local part, without a plus tag. */
  readonly local: string
  readonly domain: string
  /** The local part, folded for comparison with name forms. */
  readonly folded: string
  /** In a conflict, the employees who tie: only they are suggested. Otherwise null. */
  readonly candidates: ReadonlySet<EmployeeId> | null
  /** The likeliest kind of match of each employee. */
  readonly matches: Map<Employee, MatchKind>
}

/**
 * Suggests employees for unmatched Claude users, and candidates for those in conflict, likeliest first. It never links
 * them: an equal name at another domain may be a different person. Makes one pass over the employees.
 */
export const suggestEmployees = ({
  mappings,
  employees,
  on,
}: SuggestInput): ReadonlyMap<ClaudeUserId, readonly Suggestion[]> => {
  const users = mappings.flatMap(toUnlinkedUser)
  const addMatches = createMatchCollector(users)
  if (users.length > 0) for (const employee of employees) addMatches(employee)
  return new Map(users.map((user) => [user.id, rankSuggestions(user, on)]))
}

/** Returns nothing for a mapping that needs no suggestion or has no valid address. */
const toUnlinkedUser = ({ user, state, candidates }: Mapping): UnlinkedUser[] => {
  const address = user.email === null ? null : normalizeEmail(user.email)
  if (address === null || (state !== 'unmatched' && state !== 'conflict')) return []
  const { local, domain } = splitAddress(address)
  return [
    {
      id: user.id,
      address,
      local,
      domain,
      folded: foldLocalPart(local),
      candidates: state === 'conflict' ? new Set(candidates) : null,
      matches: new Map(),
    },
  ]
}

/** Splits a normalized address. The local part comes without its plus tag. */
const splitAddress = (address: string): { readonly local: string; readonly domain: string } => {
  const untagged = withoutPlusTag(address)
  const at = untagged.lastIndexOf('@')
  return { local: untagged.slice(0, at), domain: untagged.slice(at + 1) }
}

/**
 * Creates a function that matches one employee against all users and records the matches. Indexes avoid comparing every
 * employee with every user.
 */
const createMatchCollector = (users: readonly UnlinkedUser[]): ((employee: Employee) => void) => {
  const byLocal = Map.groupBy(users, ({ local }) => local)
  const byFolded = Map.groupBy(users, ({ folded }) => folded)
  const withLongLocal = users.filter(({ folded }) => folded.length > affixLength)
  const byPrefix = Map.groupBy(withLongLocal, ({ folded }) => folded.slice(0, affixLength))
  const bySuffix = Map.groupBy(withLongLocal, ({ folded }) => folded.slice(-affixLength))
  const findSimilar = (text: string): UnlinkedUser[] => {
    const samePrefix = byPrefix.get(text.slice(0, affixLength))
    const sameSuffix = bySuffix.get(text.slice(-affixLength))
    if (!samePrefix && !sameSuffix) return []
    return [...(samePrefix ?? []), ...(sameSuffix ?? [])].filter(({ folded }) => isSimilar(folded, text))
  }

  return (employee) => {
    const addMatch = (kind: MatchKind, matchedUsers: readonly UnlinkedUser[] = []) => {
      for (const { candidates, matches } of matchedUsers) {
        if (candidates && !candidates.has(employee.id)) continue
        const known = matches.get(employee)
        if (!known || matchKinds.indexOf(kind) < matchKinds.indexOf(known)) matches.set(employee, kind)
      }
    }
    for (const email of employee.emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const { local, domain } = splitAddress(address)
      for (const user of byLocal.get(local) ?? []) {
        // An equal address is no suggestion: the rules or an admin have already decided on it.
        if (user.address !== address) addMatch(compareDomains(domain, user.domain), [user])
      }
      addMatch(
        'similar_address',
        findSimilar(foldLocalPart(local)).filter((user) => user.domain === domain && user.local !== local),
      )
    }
    const { full, short, single } = listNameForms(employee.name)
    for (const form of full) addMatch('full_name', byFolded.get(form))
    for (const form of short) addMatch('short_name', byFolded.get(form))
    for (const form of single) addMatch('single_name', byFolded.get(form))
    for (const form of full) addMatch('similar_full_name', findSimilar(form))
  }
}

/** Returns the kind of match of two different addresses with equal local parts. */
const compareDomains = (a: string, b: string): MatchKind => {
  if (a === b) return 'plus_tag'
  const isSubdomain = a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
  return isSubdomain || getOrganizationLabel(a) === getOrganizationLabel(b) ? 'alias_domain' : 'same_local_part'
}

/** Returns the label that names the organization: `example` in `example.com`, `mail.example.org` and `example.co.uk`. */
const getOrganizationLabel = (domain: string): string => {
  const labels = domain.split('.').slice(0, -1)
  const isSecondLevel = labels.length > 1 && /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-1) ?? '')
  return (isSecondLevel ? labels.at(-2) : labels.at(-1)) ?? domain
}

/**
 * Length of the prefix and suffix by which similar texts are looked up. Similar texts share one of them, unless they differ
 * at both ends: those are not found.
 */
const affixLength = 4

/** Whether two texts differ by at most 1 edit, or 2 if both have 8 or more characters. */
const isSimilar = (a: string, b: string): boolean => isWithinEdits(a, b, Math.min(a.length, b.length) >= 8 ? 2 : 1)

const rankSuggestions = ({ matches, candidates }: UnlinkedUser, on: Day): readonly Suggestion[] => {
  const matchesByKind = Map.groupBy(matches, ([, kind]) => kind)
  // A conflict is only narrowed down by a kind of match that singles out one candidate.
  const maxMatches = candidates ? 1 : maxMatchesPerKind
  return matchKinds
    .filter((kind) => (matchesByKind.get(kind)?.length ?? 0) <= maxMatches)
    .flatMap((kind) =>
      (matchesByKind.get(kind) ?? [])
        .map(([employee]) => employee)
        .sort((a, b) => Number(isArchived(a, on)) - Number(isArchived(b, on)) || (a.id < b.id ? -1 : 1))
        .map(({ id, name, emails, archivedOn }) => ({ id, name, emails, archivedOn, reason: reasonByMatchKind[kind] })),
    )
    .slice(0, maxSuggestions)
}
