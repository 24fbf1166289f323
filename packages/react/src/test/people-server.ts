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

/** Claude users on one page. */
const pageSize = 20
const admin = { id: employeeId('e-1'), name: 'Ines Ferreira' }

interface PeopleServer {
  readonly list: (query: URLSearchParams) => ClaudeUsersResponse
  /** Null for an unknown id. */
  readonly find: (id: string) => ClaudeUserResponse | null
  /** Changes a link. Null if there is nothing to undo. */
  readonly decide: (id: string, request: LinkRequest) => ClaudeUserResponse | null
  readonly search: (text: string) => readonly EmployeeChoice[]
}

/** An in-memory server of one account's mapping, built on core's rules. */
export const createPeopleServer = ({
  users,
  links: initial = [],
  directory = directories.fine,
}: PeopleFixture): PeopleServer => {
  const matcher = createMatcher({ employees, on: latestDay })
  // Every Claude user is first active on the newest day, after all former owners of the addresses have left.
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

  const listAll = (): readonly MappedClaudeUser[] => {
    const mappings = mapClaudeUsers({ users, links, matcher, firstActive })
    const suggestions = suggestEmployees({ mappings, employees, on: latestDay })
    return mappings.map((mapping) => ({
      ...describeMapping(mapping, matcher),
      suggestions: suggestions.get(mapping.user.id) ?? [],
      lastActiveOn: mapping.user.email ? latestDay : null,
      lastChange: history.get(mapping.user.id)?.[0] ?? null,
    }))
  }
  const find = (id: string): ClaudeUserResponse | null => {
    const user = listAll().find((candidate) => candidate.id === id)
    return user ? { ...user, changes: history.get(id) ?? [] } : null
  }
  const toLinkValue = (link: Link | undefined): LinkValue => ({
    employee: link?.employeeId
      ? { id: link.employeeId, name: matcher.findEmployee(link.employeeId)?.name ?? '' }
      : null,
    method: link?.method ?? null,
    ignored: link?.ignored ?? false,
  })

  return {
    find,
    list: (query) => {
      const everyone = listAll()
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
        from: toLinkValue(before),
        to: toLinkValue(links.get(key)),
        before: before ?? null,
      }
      history.set(id, [change, ...changes])
      return find(id)
    },
    search: (text) =>
      employees
        .filter(({ name, emails }) => `${name} ${emails.join(' ')}`.toLowerCase().includes(text.toLowerCase()))
        .slice(0, maxChoices),
  }
}
