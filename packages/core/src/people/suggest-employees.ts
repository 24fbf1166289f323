import type { MappedClaudeUser } from '../contract/claude-users-response.ts'
import type { Day } from '../time/day.ts'
import { isWithinEdits } from './edit-distance.ts'
import { normalizeEmail } from './email.ts'
import { withoutPlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { Mapping } from './mapping.ts'
import { foldLocalPart, nameForms } from './name-forms.ts'

export type Suggestion = MappedClaudeUser['suggestions'][number]

export interface SuggestInput {
  /** Those that are shown: a page of the list. */
  readonly mappings: readonly Mapping[]
  readonly employees: readonly Employee[]
  /** The day that says who has left. */
  readonly on: Day
}

/** On what grounds someone is suggested, the most telling first. */
const reasons = {
  plus_tag: 'plus_tag',
  alias_domain: 'alias_domain',
  same_local_part: 'same_local_part',
  full_name: 'similar_name',
  short_name: 'similar_name',
  near_address: 'similar_address',
  near_name: 'similar_name',
  single_name: 'similar_name',
} as const satisfies Readonly<Record<string, SuggestionReason>>

type Ground = keyof typeof reasons
const grounds = Object.keys(reasons) as Ground[]

const maxSuggestions = 3
/** What holds for more people than these says nothing of any of them. */
const maxEqualMatches = 5

/** A claude user for whom someone is looked for. */
interface Wanted {
  readonly id: ClaudeUserId
  /** The normalised address, and its parts. */
  readonly address: string
  readonly local: string
  readonly domain: string
  /** The local part as names are compared. */
  readonly folded: string
  /** Between whom is to be decided, in a conflict. */
  readonly among: ReadonlySet<EmployeeId> | null
  /** The best ground for each employee. */
  readonly found: Map<Employee, Ground>
}

/**
 * Who the unmatched may be, and who of those in question in a conflict, likeliest first. Never more than a suggestion:
 * the same name in another domain may well be someone else. One pass over the employees, whatever their number.
 */
export const suggestEmployees = ({
  mappings,
  employees,
  on,
}: SuggestInput): ReadonlyMap<ClaudeUserId, readonly Suggestion[]> => {
  const wanted = mappings.flatMap(wantedOf)
  const finder = createFinder(wanted)
  if (wanted.length > 0) for (const employee of employees) finder(employee)
  return new Map(wanted.map((one) => [one.id, likeliest(one, on)]))
}

const wantedOf = ({ user, state, candidates }: Mapping): Wanted[] => {
  const address = user.email === null ? null : normalizeEmail(user.email)
  if (address === null || (state !== 'unmatched' && state !== 'conflict')) return []
  const { local, domain } = partsOf(address)
  const among = state === 'conflict' ? new Set(candidates) : null
  return [{ id: user.id, address, local, domain, folded: foldLocalPart(local), among, found: new Map() }]
}

/** The parts of a normalised address; the local one without what follows a plus. */
const partsOf = (address: string): { readonly local: string; readonly domain: string } => {
  const bare = withoutPlusTag(address)
  const at = bare.lastIndexOf('@')
  return { local: bare.slice(0, at), domain: bare.slice(at + 1) }
}

/** Holds an employee against everyone who is wanted, without comparing each with each. */
const createFinder = (wanted: readonly Wanted[]): ((employee: Employee) => void) => {
  const byLocal = Map.groupBy(wanted, ({ local }) => local)
  const byFolded = Map.groupBy(wanted, ({ folded }) => folded)
  const longer = wanted.filter(({ folded }) => folded.length > endLength)
  const byStart = Map.groupBy(longer, ({ folded }) => folded.slice(0, endLength))
  const byEnd = Map.groupBy(longer, ({ folded }) => folded.slice(-endLength))
  const near = (text: string): Wanted[] => {
    const [a, b] = [byStart.get(text.slice(0, endLength)), byEnd.get(text.slice(-endLength))]
    return a || b ? [...(a ?? []), ...(b ?? [])].filter(({ folded }) => isNear(folded, text)) : []
  }

  return (employee) => {
    const find = (ground: Ground, ones: readonly Wanted[] = []) => {
      for (const { among, found } of ones) {
        const before = found.get(employee)
        if (among && !among.has(employee.id)) continue
        if (!before || grounds.indexOf(ground) < grounds.indexOf(before)) found.set(employee, ground)
      }
    }
    for (const email of employee.emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const { local, domain } = partsOf(address)
      for (const one of byLocal.get(local) ?? []) {
        // An equal address is not one to suggest: the rules, or an admin, have decided about it.
        if (one.address !== address) find(domainGround(domain, one.domain), [one])
      }
      find(
        'near_address',
        near(foldLocalPart(local)).filter((one) => one.domain === domain && one.local !== local),
      )
    }
    const { full, short, single } = nameForms(employee.name)
    for (const form of full) find('full_name', byFolded.get(form))
    for (const form of short) find('short_name', byFolded.get(form))
    for (const form of single) find('single_name', byFolded.get(form))
    for (const form of full) find('near_name', near(form))
  }
}

const domainGround = (a: string, b: string): Ground => {
  if (a === b) return 'plus_tag'
  const isWithin = a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
  return isWithin || nameOf(a) === nameOf(b) ? 'alias_domain' : 'same_local_part'
}

/** What an organisation calls itself in a domain: `example` in `example.com`, `mail.example.org` and `example.co.uk`. */
const nameOf = (domain: string): string => {
  const labels = domain.split('.').slice(0, -1)
  const isSecondLevel = labels.length > 1 && /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-1) ?? '')
  return (isSecondLevel ? labels.at(-2) : labels.at(-1)) ?? domain
}

/** Two texts that are near each other begin or end with the same letters, unless they are wrong at both ends. */
const endLength = 4

const isNear = (a: string, b: string): boolean => isWithinEdits(a, b, Math.min(a.length, b.length) >= 8 ? 2 : 1)

const likeliest = ({ found, among }: Wanted, on: Day): readonly Suggestion[] => {
  const byGround = Map.groupBy(found, ([, ground]) => ground)
  const isTelling = (ground: Ground) => (byGround.get(ground)?.length ?? 0) <= (among ? 1 : maxEqualMatches)
  return grounds
    .filter(isTelling)
    .flatMap((ground) =>
      (byGround.get(ground) ?? [])
        .map(([employee]) => employee)
        .sort((a, b) => Number(isArchived(a, on)) - Number(isArchived(b, on)) || (a.id < b.id ? -1 : 1))
        .map(({ id, name, emails, archivedOn }) => ({ id, name, emails, archivedOn, reason: reasons[ground] })),
    )
    .slice(0, maxSuggestions)
}
/** Why someone is suggested for a claude user. */
export type SuggestionReason = 'same_local_part' | 'alias_domain' | 'plus_tag' | 'similar_name' | 'similar_address'
