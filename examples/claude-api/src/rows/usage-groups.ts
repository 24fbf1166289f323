import type { Use } from '../activity/activity.ts'
import { matchesFilter, matchesMember, type Query } from '../query.ts'

/** Uses that one row of `/skills` or `/connectors` combines. */
export type UsageGroup<Item extends Use> = readonly [Item, ...Item[]]

/** Returns the `product` of a use; null for Science, which has none. */
export const findProduct = ({ surface, isUnified }: Use): string | null => {
  switch (surface) {
    case 'chat':
      return isUnified ? 'chat_cowork_unified' : 'chat'
    case 'cowork':
      return isUnified ? 'chat_cowork_unified' : 'cowork'
    case 'code':
      return 'claude_code'
    case 'science':
      return null
    default:
      return 'office_agent'
  }
}

/** Groups uses by name, then by the query's dimensions. Sorts by name and keeps the order of uses within a name. */
export const groupUses = <Item extends Use>(
  uses: readonly Item[],
  query: Query,
  readName: (use: Item) => string,
): UsageGroup<Item>[] => {
  const createKey = createGroupKeyFunction(query)
  const byName = new Map<string, Map<string, [Item, ...Item[]]>>()
  for (const use of uses) {
    const name = readName(use)
    const groups = byName.get(name) ?? new Map<string, [Item, ...Item[]]>()
    const key = createKey(use)
    const group = groups.get(key)
    if (group) group.push(use)
    else groups.set(key, [use])
    byName.set(name, groups)
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, groups]) => [...groups.values()])
}

const createGroupKeyFunction = ({ groupBy }: Query): ((use: Use) => string) => {
  const byUser = groupBy.has('user_id')
  if (groupBy.size === 1 && byUser) return ({ member }) => member.id
  return (use) =>
    [
      byUser && use.member.id,
      groupBy.has('product') && findProduct(use),
      groupBy.has('rbac_group_id') && use.member.group.id,
    ].join()
}

/** Whether a use passes the user, group and product filters. Science has no product, so grouping by product skips it. */
export const matchesUse = (query: Query, use: Use): boolean => {
  const product = findProduct(use)
  if (query.groupBy.has('product') && product === null) return false
  return matchesMember(query, use.member) && matchesFilter(query, 'product', product)
}

/** Creates the group fields of a row. */
export const createGroupLabels = ({ groupBy }: Query, use: Use): Record<string, string | null> => ({
  ...(groupBy.has('product') && { product: findProduct(use) }),
  ...(groupBy.has('rbac_group_id') && { rbac_group_id: use.member.group.id, rbac_group_name: use.member.group.name }),
  ...(groupBy.has('user_id') && { user_id: use.member.id }),
})

/** Counts the distinct members of some uses. */
export const countDistinctUsers = (uses: readonly Use[]): number =>
  uses.length === 1 ? 1 : new Set(uses.map(({ member }) => member.id)).size

/** Adds up one count over some uses. */
export const sumUses = <Item extends Use>(uses: readonly Item[], readCount: (use: Item) => number): number =>
  uses.reduce((sum, use) => sum + readCount(use), 0)

/** Numbers of conversations and sessions by surface. */
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

/** Counts the conversations and sessions in which something was used. */
export const countSessions = (uses: readonly Use[]): SessionCounts => {
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
  for (const { surface, isUnified, sessions } of uses) {
    if (surface === 'chat' && isUnified) counts.unifiedChat += sessions
    else if (surface === 'cowork' && isUnified) counts.unifiedCowork += sessions
    else counts[surface] += sessions
  }
  return counts
}
