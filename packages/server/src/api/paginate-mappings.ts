import { mappingStates } from '@windmill/claude-core'
import type { Mapping } from '@windmill/claude-core/internal'
import { compareText } from '../compare-text.ts'
import { ProblemError } from '../problem-error.ts'

/** Maximum number of Claude users per page. */
const maxUsersPerPage = 50

/** Sort key of the list: states that need work first, then by address, then by id as the tie-breaker. */
type SortKey = readonly [state: number, email: string, id: string]

/**
 * Returns one page of mappings in list order, and the cursor of the next page.
 * @param cursor - `next` of the previous page. It encodes a sort key and not an offset, so that no entry is skipped
 * when other entries leave the list between two pages.
 * @throws `ProblemError` `invalid_request` if the cursor is malformed.
 */
export const paginateMappings = (
  mappings: readonly Mapping[],
  cursor: string | undefined,
): { readonly page: readonly Mapping[]; readonly next: string | null } => {
  const previous = cursor === undefined ? null : decodeCursor(cursor)
  const remaining = mappings
    .map((mapping) => ({ mapping, key: computeSortKey(mapping) }))
    .filter(({ key }) => previous === null || compareSortKeys(key, previous) > 0)
    .sort((a, b) => compareSortKeys(a.key, b.key))
  const page = remaining.slice(0, maxUsersPerPage)
  const last = page.at(-1)
  return {
    page: page.map(({ mapping }) => mapping),
    next:
      last && remaining.length > maxUsersPerPage ? Buffer.from(JSON.stringify(last.key)).toString('base64url') : null,
  }
}

const computeSortKey = ({ state, user }: Mapping): SortKey => [mappingStates.indexOf(state), user.email ?? '', user.id]

const compareSortKeys = (a: SortKey, b: SortKey): number =>
  a[0] - b[0] || compareText(a[1], b[1]) || compareText(a[2], b[2])

const decodeCursor = (text: string): SortKey => {
  try {
    const [state, email, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (typeof state === 'number' && typeof email === 'string' && typeof id === 'string') return [state, email, id]
  } catch {
    // Rejected below, like any other malformed cursor.
  }
  throw new ProblemError('invalid_request', { field: 'page', detail: 'page must be "next" of the page before.' })
}
