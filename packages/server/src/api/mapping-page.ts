import { type Mapping, mappingStates } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'

/** How many claude users one page shows. */
const pageSize = 50

/** What the list is sorted by: what has to be done first, then the address. */
type Place = readonly [state: number, email: string, id: string]

/**
 * The page after `after`, which is `next` of the page before. It names a place in the order, not a number of entries: those
 * that leave the list while it is worked through do not make others be skipped.
 */
export const pageOf = (
  mappings: readonly Mapping[],
  after: string | undefined,
): { readonly page: readonly Mapping[]; readonly next: string | null } => {
  const from = after === undefined ? null : parsePlace(after)
  const rest = mappings
    .map((mapping) => ({ mapping, place: placeOf(mapping) }))
    .filter(({ place }) => from === null || compare(place, from) > 0)
    .sort((a, b) => compare(a.place, b.place))
  const page = rest.slice(0, pageSize)
  const last = page.at(-1)
  return {
    page: page.map(({ mapping }) => mapping),
    next: last && rest.length > pageSize ? Buffer.from(JSON.stringify(last.place)).toString('base64url') : null,
  }
}

const placeOf = ({ state, user }: Mapping): Place => [mappingStates.indexOf(state), user.email ?? '', user.id]

const compare = (a: Place, b: Place): number => a[0] - b[0] || compareText(a[1], b[1]) || compareText(a[2], b[2])

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const parsePlace = (text: string): Place => {
  try {
    const [state, email, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (typeof state === 'number' && typeof email === 'string' && typeof id === 'string') return [state, email, id]
  } catch {
    // Refused below, like any other text that is no place.
  }
  throw new ProblemError('invalid_request', { field: 'page', detail: 'page must be "next" of the page before.' })
}
