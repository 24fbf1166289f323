import type { Use } from '../activity/activity.ts'
import { isMemberWanted, isWanted, type Query } from '../query.ts'

/** The uses that one row of `/skills` or `/connectors` adds up. */
export type UsageGroup<Item extends Use> = readonly [Item, ...Item[]]

/** The product that a use counts for; null for the one part that has no name among them. */
export const productOf = ({ surface, unified }: Use): string | null => {
  switch (surface) {
    case 'chat':
      return unified ? 'chat_cowork_unified' : 'chat'
    case 'cowork':
      return unified ? 'chat_cowork_unified' : 'cowork'
    case 'code':
      return 'claude_code'
    case 'science':
      return null
    default:
      return 'office_agent'
  }
}

/** Uses by name, and within a name by what the query groups by, members in the order of their addresses. */
export const groupUses = <Item extends Use>(
  uses: readonly Item[],
  query: Query,
  nameOf: (use: Item) => string,
): UsageGroup<Item>[] => {
  const keyOf = keyFor(query)
  const byName = new Map<string, Map<string, [Item, ...Item[]]>>()
  for (const use of uses) {
    const name = nameOf(use)
    const groups = byName.get(name) ?? new Map<string, [Item, ...Item[]]>()
    const key = keyOf(use)
    const group = groups.get(key)
    if (group) group.push(use)
    else groups.set(key, [use])
    byName.set(name, groups)
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, groups]) => [...groups.values()])
}

const keyFor = ({ groupBy }: Query): ((use: Use) => string) => {
  const byUser = groupBy.has('user_id')
  if (groupBy.size === 1 && byUser) return ({ member }) => member.id
  return (use) =>
    [
      byUser && use.member.id,
      groupBy.has('product') && productOf(use),
      groupBy.has('rbac_group_id') && use.member.group.id,
    ].join()
}

/** Whether a use is of a member and product that the query wants. */
export const isUseWanted = (query: Query, use: Use): boolean => {
  const product = productOf(use)
  if (query.groupBy.has('product') && product === null) return false
  return isMemberWanted(query, use.member) && isWanted(query, 'product', product)
}

/** The dimensions that a row was grouped by, with their values. */
export const groupLabels = ({ groupBy }: Query, use: Use): Record<string, string | null> => ({
  ...(groupBy.has('product') && { product: productOf(use) }),
  ...(groupBy.has('rbac_group_id') && { rbac_group_id: use.member.group.id, rbac_group_name: use.member.group.name }),
  ...(groupBy.has('user_id') && { user_id: use.member.id }),
})

export const distinctUsers = (uses: readonly Use[]): number =>
  uses.length === 1 ? 1 : new Set(uses.map(({ member }) => member.id)).size

export const total = <Item extends Use>(uses: readonly Item[], countOf: (use: Item) => number): number =>
  uses.reduce((sum, use) => sum + countOf(use), 0)

export interface SessionCounts {
  readonly chat: number
  readonly code: number
  readonly cowork: number
  readonly excel: number
  readonly powerpoint: number
  readonly word: number
  readonly outlook: number
  readonly science: number
  readonly unifiedChat: number
  readonly unifiedCowork: number
}

/** In how many conversations and sessions of each place something was used. */
export const sessionCounts = (uses: readonly Use[]): SessionCounts => {
  const counts = {
    chat: 0,
    code: 0,
    cowork: 0,
    excel: 0,
    powerpoint: 0,
    word: 0,
    outlook: 0,
    science: 0,
    unifiedChat: 0,
    unifiedCowork: 0,
  }
  for (const { surface, unified, sessions } of uses) {
    if (surface === 'chat' && unified) counts.unifiedChat += sessions
    else if (surface === 'cowork' && unified) counts.unifiedCowork += sessions
    else counts[surface] += sessions
  }
  return counts
}
