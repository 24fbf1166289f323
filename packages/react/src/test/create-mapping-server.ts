import {
  type ClaudeUserResponse,
  type ClaudeUsersResponse,
  claudeUserId,
  type EmployeeChoice,
  employeeId,
  type Link,
  type LinkChange,
  type LinkRequest,
  type LinkValue,
  type MappedClaudeUser,
  type MappingState,
  mappingStates,
} from '@windmill/claude-core'
import {
  createMatcher,
  describeMapping,
  mapClaudeUsers,
  maxFoundEmployees,
  reconcileLinks,
  suggestEmployees,
} from '@windmill/claude-core/internal'
import { latestDay } from './fixtures.ts'
import { directories, employees, type MappingFixture } from './people-fixtures.ts'

/** Number of Claude users on one page. */
const pageSize = 20
/** The admin who makes every change. */
const admin = { id: employeeId('e-1'), name: 'Ines Ferreira' }

/** A change with the link that an undo restores. */
interface UndoableChange extends LinkChange {
  readonly linkBefore: Link | null
}

interface MappingServer {
  /** Returns a page of the list. `query` is the query string of `GET /claude-users`. */
  readonly listClaudeUsers: (query: URLSearchParams) => ClaudeUsersResponse
  /** Returns a Claude user with the history of their link. Null for an unknown id. */
  readonly findClaudeUser: (id: string) => ClaudeUserResponse | null
  /** Counts the Claude users that are linked to an employee. */
  readonly countLinked: (id: string) => number
  /** Changes a Claude user's link. Null if there is nothing to undo. */
  readonly decide: (id: string, request: LinkRequest) => ClaudeUserResponse | null
  /** Returns employees with this text in their name or an e-mail. */
  readonly searchEmployees: (text: string) => readonly EmployeeChoice[]
}

/** Creates an in-memory server of one account's mapping, with core's rules for links. */
export const createMappingServer = ({
  users,
  links: initialLinks = [],
  directory = directories.inUse,
  canSeeActivity = true,
}: MappingFixture): MappingServer => {
  const matcher = createMatcher({ employees, on: latestDay })
  // Every Claude user is first active on the latest day, after all former owners of an address have left.
  const firstActive = new Map(users.map(({ id }) => [id, latestDay]))
  const changesByUser = new Map<string, readonly UndoableChange[]>()
  let links = new Map(initialLinks.map((link) => [link.claudeUserId, link]))
  // Advances with each change, so that the changes have different times.
  let minute = 0

  const reconcile = () => {
    links = new Map(
      reconcileLinks({ users, existing: links, matcher, firstActive }).map((link) => [link.claudeUserId, link]),
    )
  }
  reconcile()

  const listAll = (): readonly MappedClaudeUser[] => {
    const mappings = mapClaudeUsers({ users, links, matcher, firstActive })
    const suggestions = suggestEmployees({ mappings, employees, on: latestDay })
    return mappings.map((mapping) => ({
      ...describeMapping(mapping, matcher),
      suggestions: suggestions.get(mapping.user.id) ?? [],
      ...(canSeeActivity && { lastActiveOn: mapping.user.email ? latestDay : null }),
      lastChange: changesByUser.get(mapping.user.id)?.[0] ?? null,
    }))
  }
  const findClaudeUser = (id: string): ClaudeUserResponse | null => {
    const user = listAll().find((candidate) => candidate.id === id)
    return user ? { ...user, changes: changesByUser.get(id) ?? [] } : null
  }
  const toLinkValue = (link: Link | undefined): LinkValue => ({
    employee: link?.employeeId
      ? { id: link.employeeId, name: matcher.findEmployee(link.employeeId)?.name ?? '' }
      : null,
    method: link?.method ?? null,
    ignored: link?.ignored ?? false,
  })

  return {
    findClaudeUser,
    countLinked: (id) => [...links.values()].filter((link) => link.employeeId === id).length,
    listClaudeUsers: (query) => {
      const all = listAll()
      const text = query.get('search')?.toLowerCase() ?? ''
      const state = query.get('state')
      const suggestedFor = query.get('suggestedFor')
      const matches = all.filter(
        (user) =>
          (!state || user.state === state) &&
          (!suggestedFor || user.suggestions[0]?.id === suggestedFor) &&
          `${user.email} ${user.employee?.name ?? ''}`.toLowerCase().includes(text),
      )
      const from = Number(query.get('page') ?? 0)
      const counts = mappingStates.map((each) => [each, all.filter((user) => user.state === each).length])
      return {
        counts: Object.fromEntries(counts) as Record<MappingState, number>,
        claudeUsers: matches.slice(from, from + pageSize),
        next: matches.length > from + pageSize ? String(from + pageSize) : null,
        directory,
      }
    },
    decide: (id, request) => {
      const key = claudeUserId(id)
      const linkBefore = links.get(key)
      const changes = changesByUser.get(id) ?? []
      if (request.decision === 'undo') {
        if (!changes[0]?.by) return null
        if (changes[0].linkBefore) links.set(key, changes[0].linkBefore)
        else links.delete(key)
      } else {
        links.delete(key)
        if (request.decision !== 'automatic') {
          links.set(key, {
            claudeUserId: key,
            employeeId: request.decision === 'link' ? employeeId(request.employeeId) : null,
            method: 'manual',
            ignored: request.decision === 'ignore',
          })
        }
      }
      reconcile()
      minute += 1
      const change = {
        at: new Date(Date.UTC(2026, 10, 22, 18, minute)).toISOString(),
        by: admin,
        from: toLinkValue(linkBefore),
        to: toLinkValue(links.get(key)),
        linkBefore: linkBefore ?? null,
      }
      changesByUser.set(id, [change, ...changes])
      return findClaudeUser(id)
    },
    searchEmployees: (text) =>
      employees
        .filter(({ name, emails }) => `${name} ${emails.join(' ')}`.toLowerCase().includes(text.toLowerCase()))
        .slice(0, maxFoundEmployees),
  }
}
