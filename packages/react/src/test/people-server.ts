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
  maxChoices,
} from '@windmill/claude-core'
import {
  createMatcher,
  describeMapping,
  mapClaudeUsers,
  reconcileLinks,
  suggestEmployees,
} from '@windmill/claude-core/internal'
import { latestDay } from './fixtures.ts'
import { directories, employees, type PeopleFixture } from './people-fixtures.ts'

/** So many claude users are on a page. */
const pageSize = 20
const admin = { id: employeeId('e-1'), name: 'Ines Ferreira' }

interface PeopleServer {
  readonly list: (query: URLSearchParams) => ClaudeUsersResponse
  readonly one: (id: string) => ClaudeUserResponse | null
  /** Null where there is nothing to undo. */
  readonly decide: (id: string, request: LinkRequest) => ClaudeUserResponse | null
  readonly search: (text: string) => readonly EmployeeChoice[]
}

/** The mapping of one account in memory, by core's own rules. */
export const createPeopleServer = ({
  users,
  links: initial = [],
  directory = directories.fine,
}: PeopleFixture): PeopleServer => {
  const matcher = createMatcher({ employees, on: latestDay })
  // As the list says of them: on the newest day, when all former owners of their addresses had left.
  const firstActive = new Map(users.map(({ id }) => [id, latestDay]))
  const history = new Map<string, readonly (LinkChange & { readonly before: Link | null })[]>()
  let links = new Map(initial.map((link) => [link.claudeUserId, link]))
  let minute = 0

  const reconcile = () => {
    links = new Map(
      reconcileLinks({ users, existing: links, matcher, firstActive }).map((link) => [link.claudeUserId, link]),
    )
  }
  reconcile()

  const all = (): readonly MappedClaudeUser[] => {
    const mappings = mapClaudeUsers({ users, links, matcher, firstActive })
    const suggestions = suggestEmployees({ mappings, employees, on: latestDay })
    return mappings.map((mapping) => ({
      ...describeMapping(mapping, matcher),
      suggestions: suggestions.get(mapping.user.id) ?? [],
      lastActiveOn: mapping.user.email ? latestDay : null,
      lastChange: history.get(mapping.user.id)?.[0] ?? null,
    }))
  }
  const one = (id: string): ClaudeUserResponse | null => {
    const user = all().find((candidate) => candidate.id === id)
    return user ? { ...user, changes: history.get(id) ?? [] } : null
  }
  const linkValue = (link: Link | undefined): LinkValue => ({
    employee: link?.employeeId
      ? { id: link.employeeId, name: matcher.findEmployee(link.employeeId)?.name ?? '' }
      : null,
    method: link?.method ?? null,
    ignored: link?.ignored ?? false,
  })

  return {
    one,
    list: (query) => {
      const everyone = all()
      const text = query.get('search')?.toLowerCase() ?? ''
      const state = query.get('state')
      const found = everyone.filter(
        (user) =>
          (!state || user.state === state) && `${user.email} ${user.employee?.name ?? ''}`.toLowerCase().includes(text),
      )
      const from = Number(query.get('page') ?? 0)
      const counts = mappingStates.map((each) => [each, everyone.filter((user) => user.state === each).length])
      return {
        counts: Object.fromEntries(counts) as Record<MappingState, number>,
        claudeUsers: found.slice(from, from + pageSize),
        next: found.length > from + pageSize ? String(from + pageSize) : null,
        directory,
      }
    },
    decide: (id, request) => {
      const key = claudeUserId(id)
      const before = links.get(key)
      const changes = history.get(id) ?? []
      if (request.decision === 'undo') {
        if (!changes[0]?.by) return null
        if (changes[0].before) links.set(key, changes[0].before)
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
        from: linkValue(before),
        to: linkValue(links.get(key)),
        before: before ?? null,
      }
      history.set(id, [change, ...changes])
      return one(id)
    },
    search: (text) =>
      employees
        .filter(({ name, emails }) => `${name} ${emails.join(' ')}`.toLowerCase().includes(text.toLowerCase()))
        .slice(0, maxChoices),
  }
}
