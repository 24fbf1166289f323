import type { Use } from '../activity/activity.ts'
import { matchesFilter, matchesMember, type Query } from '../query.ts'

/** The uses that one row of `/skills` or `/connectors` combines. */
export type UsageGroup<Item extends Use> = readonly [Item, ...Item[]]

/** Returns the value of the dimension `product` for a use; null for Science, which has no product. */
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

/** Groups uses by name, then by the query's dimensions. Sorts by name. Groups with the same name keep their order. */
export const groupUses = <Item extends Use>(
  uses: readonly Item[],
  query: Query,
  getName: (use: Item) => string,
): UsageGroup<Item>[] => {
  const createKey = createGroupKeyFunction(query)
  const groupsByName = new Map<string, Map<string, [Item, ...Item[]]>>()
  for (const use of uses) {
    const name = getName(use)
    const groups = groupsByName.get(name) ?? new Map<string, [Item, ...Item[]]>()
    const key = createKey(use)
    const group = groups.get(key)
    if (group) group.push(use)
    else groups.set(key, [use])
    groupsByName.set(name, groups)
  }
  return [...groupsByName].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, groups]) => [...groups.values()])
}

/** Creates the function that returns the same key for all uses of a group. */
const createGroupKeyFunction = ({ groupBy }: Query): ((use: Use) => string) => {
  const isGroupedByUser = groupBy.has('user_id')
  if (groupBy.size === 1 && isGroupedByUser) return ({ member }) => member.id
  return (use) =>
    [
      isGroupedByUser && use.member.id,
      groupBy.has('product') && findProduct(use),
      groupBy.has('rbac_group_id') && use.member.group.id,
    ].join()
}

/**
 * Returns whether a use belongs in the report: it must pass the user, group and product filters. Grouping by product
 * leaves out Science, which has no product.
 */
export const matchesUse = (query: Query, use: Use): boolean => {
  const product = findProduct(use)
  if (query.groupBy.has('product') && product === null) return false
  return matchesMember(query, use.member) && matchesFilter(query, 'product', product)
}

/** Creates the fields of a row that name its group. */
export const createGroupLabels = ({ groupBy }: Query, use: Use): Record<string, string | null> => ({
  ...(groupBy.has('product') && { product: findProduct(use) }),
  ...(groupBy.has('rbac_group_id') && { rbac_group_id: use.member.group.id, rbac_group_name: use.member.group.name }),
  ...(groupBy.has('user_id') && { user_id: use.member.id }),
})

/** Counts the distinct members behind uses. */
export const countDistinctUsers = (uses: readonly Use[]): number =>
  uses.length === 1 ? 1 : new Set(uses.map(({ member }) => member.id)).size

/** Adds up a count over uses. */
export const sumUses = <Item extends Use>(uses: readonly Item[], getCount: (use: Item) => number): number =>
  uses.reduce((sum, use) => sum + getCount(use), 0)

/** Number of conversations or sessions on each surface. Usage in the unified experience is counted separately. */
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

/** Counts the conversations and sessions behind the uses of one skill or connector, by surface. */
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
