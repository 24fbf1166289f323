import type { Day } from '../time/day.ts'
import { removePlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import { isWithinEdits } from './is-within-edits.ts'
import type { Mapping } from './mapping.ts'
import { foldLocalPart, listNameForms } from './name-forms.ts'
import { normalizeEmail } from './normalize-email.ts'
import type { Suggestion, SuggestionReason } from './suggestion.ts'

/** The input of `suggestEmployees`. */
export interface SuggestInput {
  /** The mappings that are shown, usually one page of the list. */
  readonly mappings: readonly Mapping[]
  readonly employees: readonly Employee[]
  /** The current day. An employee with an archived date on or before it has left. */
  readonly on: Day
}

/** The reason that is returned for each kind of match, likeliest first. */
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

/** How an address or a name matches a Claude user's address. */
type MatchKind = keyof typeof reasonByMatchKind
/** All kinds of match, likeliest first. */
const matchKinds = Object.keys(reasonByMatchKind) as MatchKind[]

/** Maximum number of suggestions per Claude user. */
const maxSuggestions = 3
/** Maximum number of employees with the same kind of match. Above it, the kind identifies nobody and is dropped. */
const maxMatchesPerKind = 5

/** A Claude user without a link, with the employees that match so far. */
interface UnlinkedUser {
  readonly id: ClaudeUserId
  /** The normalized address. */
  readonly address: string
  /** The local part of the address, without a plus tag. */
  readonly localPart: string
  readonly domain: string
  /** The local part, folded for comparison with name forms. */
  readonly foldedLocalPart: string
  /** In a conflict, the employees who may be the owner. Only they are suggested. Null without a conflict. */
  readonly candidates: ReadonlySet<EmployeeId> | null
  /** The likeliest kind of match of each employee. */
  readonly matches: Map<Employee, MatchKind>
}

/**
 * Suggests employees for unmatched Claude users, and candidates for Claude users in conflict, likeliest first.
 * Suggestions must not be applied automatically: an equal name at another domain may be a different person. Makes one
 * pass over the employees.
 */
export const suggestEmployees = ({
  mappings,
  employees,
  on,
}: SuggestInput): ReadonlyMap<ClaudeUserId, readonly Suggestion[]> => {
  const users = mappings.flatMap((mapping) => createUnlinkedUser(mapping) ?? [])
  const addMatches = createAddMatchesFunction(users)
  if (users.length > 0) for (const employee of employees) addMatches(employee)
  return new Map(users.map((user) => [user.id, rankSuggestions(user, on)]))
}

/** Returns null for a mapping that needs no suggestions or has no valid address. */
const createUnlinkedUser = ({ user, state, candidates }: Mapping): UnlinkedUser | null => {
  const address = user.email === null ? null : normalizeEmail(user.email)
  if (address === null || (state !== 'unmatched' && state !== 'conflict')) return null
  const { localPart, domain } = splitAddress(address)
  return {
    id: user.id,
    address,
    localPart,
    domain,
    foldedLocalPart: foldLocalPart(localPart),
    candidates: state === 'conflict' ? new Set(candidates) : null,
    matches: new Map(),
  }
}

/** Splits a normalized address into its local part, without a plus tag, and its domain. */
const splitAddress = (address: string): { readonly localPart: string; readonly domain: string } => {
  const untagged = removePlusTag(address)
  const at = untagged.lastIndexOf('@')
  return { localPart: untagged.slice(0, at), domain: untagged.slice(at + 1) }
}

/**
 * Creates a function that matches an employee against all users, and adds the matches to the users. Indexes avoid
 * comparing every employee with every user.
 */
const createAddMatchesFunction = (users: readonly UnlinkedUser[]): ((employee: Employee) => void) => {
  const usersByLocalPart = Map.groupBy(users, ({ localPart }) => localPart)
  const usersByFoldedLocalPart = Map.groupBy(users, ({ foldedLocalPart }) => foldedLocalPart)
  const usersWithLongLocalPart = users.filter(({ foldedLocalPart }) => foldedLocalPart.length > affixLength)
  const usersByPrefix = Map.groupBy(usersWithLongLocalPart, ({ foldedLocalPart }) =>
    foldedLocalPart.slice(0, affixLength),
  )
  const usersBySuffix = Map.groupBy(usersWithLongLocalPart, ({ foldedLocalPart }) =>
    foldedLocalPart.slice(-affixLength),
  )
  const findSimilarUsers = (text: string): UnlinkedUser[] => {
    const usersWithSamePrefix = usersByPrefix.get(text.slice(0, affixLength))
    const usersWithSameSuffix = usersBySuffix.get(text.slice(-affixLength))
    if (!usersWithSamePrefix && !usersWithSameSuffix) return []
    return [...(usersWithSamePrefix ?? []), ...(usersWithSameSuffix ?? [])].filter(({ foldedLocalPart }) =>
      isSimilar(foldedLocalPart, text),
    )
  }

  return (employee) => {
    const addMatch = (kind: MatchKind, matchedUsers: readonly UnlinkedUser[] = []) => {
      for (const { candidates, matches } of matchedUsers) {
        if (candidates && !candidates.has(employee.id)) continue
        const knownKind = matches.get(employee)
        if (!knownKind || matchKinds.indexOf(kind) < matchKinds.indexOf(knownKind)) matches.set(employee, kind)
      }
    }
    for (const email of employee.emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const { localPart, domain } = splitAddress(address)
      for (const user of usersByLocalPart.get(localPart) ?? []) {
        // An employee with an equal address is not suggested: the rules or an admin have already decided on that link.
        if (user.address !== address) addMatch(compareDomains(domain, user.domain), [user])
      }
      addMatch(
        'similar_address',
        findSimilarUsers(foldLocalPart(localPart)).filter(
          (user) => user.domain === domain && user.localPart !== localPart,
        ),
      )
    }
    const { full, short, single } = listNameForms(employee.name)
    for (const form of full) addMatch('full_name', usersByFoldedLocalPart.get(form))
    for (const form of short) addMatch('short_name', usersByFoldedLocalPart.get(form))
    for (const form of single) addMatch('single_name', usersByFoldedLocalPart.get(form))
    for (const form of full) addMatch('similar_full_name', findSimilarUsers(form))
  }
}

/** Returns the kind of match of two different addresses with equal local parts, by their domains. */
const compareDomains = (a: string, b: string): MatchKind => {
  if (a === b) return 'plus_tag'
  const isSubdomain = a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
  return isSubdomain || getOrganizationLabel(a) === getOrganizationLabel(b) ? 'alias_domain' : 'same_local_part'
}

/** Returns the label that names the organization: `example` in `example.com`, `mail.example.org` or `example.co.uk`. */
const getOrganizationLabel = (domain: string): string => {
  const labels = domain.split('.').slice(0, -1)
  const isSecondLevel = labels.length > 1 && /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-1) ?? '')
  return (isSecondLevel ? labels.at(-2) : labels.at(-1)) ?? domain
}

/**
 * Length in UTF-16 code units of the prefix and the suffix by which similar texts are looked up. Similar texts that
 * differ at both ends are not found.
 */
const affixLength = 4

/** Whether two strings differ by at most 1 edit, or by at most 2 edits if both have 8 or more characters. */
const isSimilar = (a: string, b: string): boolean => isWithinEdits(a, b, Math.min(a.length, b.length) >= 8 ? 2 : 1)

/** Returns the user's suggestions, likeliest first. Of equally likely employees, current employees come first. */
const rankSuggestions = ({ matches, candidates }: UnlinkedUser, on: Day): readonly Suggestion[] => {
  const matchesByKind = Map.groupBy(matches, ([, kind]) => kind)
  // In a conflict, a kind of match helps only if it singles out one candidate.
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
