import type { CounterId } from './counters.ts'

/** The id of a Claude product. Every stat belongs to one. Skill and connector usage count as a product, `usage`. */
export type ProductId = 'chat' | 'code' | 'usage' | 'excel' | 'powerpoint'

/** The id of a stat, stable across versions. */
export type StatId =
  | 'chat.conversations'
  | 'chat.messages'
  | 'chat.artifacts'
  | 'code.sessions'
  | 'code.commits'
  | 'code.pull_requests'
  | 'code.lines_added'
  | 'code.lines_removed'
  | 'code.edits_accepted'
  | 'code.edit_acceptance_rate'
  | 'skills.invocations'
  | 'connectors.invocations'
  | 'excel.sessions'
  | 'excel.messages'
  | 'excel.skills'
  | 'excel.connectors'
  | 'powerpoint.sessions'
  | 'powerpoint.messages'
  | 'powerpoint.skills'
  | 'powerpoint.connectors'

/** The unit of a stat's value. With the unit `%`, the value is a fraction from 0 to 1. */
export type Unit =
  | 'conversations'
  | 'messages'
  | 'artifacts'
  | 'sessions'
  | 'commits'
  | 'PRs'
  | 'lines'
  | 'edits'
  | '%'
  | 'invocations'

/** The fields that all stats have, however they are computed. */
export interface BaseStat {
  readonly id: StatId
  readonly product: ProductId
  /** The name for places that do not show the product, such as a review. Unique in the catalog. */
  readonly label: string
  /** The name for places that show the product, such as below its heading. Unique only within the product. */
  readonly shortLabel: string
  readonly unit: Unit
}

/** A stat that is a sum: its value adds up its counters over a period or a group of people. */
export interface SumStat extends BaseStat {
  readonly kind: 'sum'
  /** The counters that are added up. */
  readonly counters: readonly CounterId[]
  /**
   * The report that gives the exact number. Set only if an organization may lack this report. Without the report, the
   * number is a lower bound.
   */
  readonly source?: 'skills' | 'connectors'
}

/**
 * A stat that is a ratio of summed counters. The counters are first summed over the whole period or group, then
 * divided. The ratio is null if the denominator is 0. Ratios are never stored, added or averaged.
 */
export interface RatioStat extends BaseStat {
  readonly kind: 'ratio'
  /** The counters that are summed as the numerator. Each must also be in the denominator. */
  readonly numerator: readonly CounterId[]
  /** The counters that are summed as the denominator. */
  readonly denominator: readonly CounterId[]
}

/** A stat in the catalog: its name, unit and formula. */
export type StatDefinition = SumStat | RatioStat

/** A Claude product and its display name. */
export interface ProductDefinition {
  readonly id: ProductId
  readonly label: string
}

/** The products, in display order. */
export const products: readonly ProductDefinition[] = [
  { id: 'chat', label: 'Chat' },
  { id: 'code', label: 'Claude Code' },
  { id: 'usage', label: 'Skills and connectors' },
  { id: 'excel', label: 'Excel' },
  { id: 'powerpoint', label: 'PowerPoint' },
]

const createOfficeStats = (product: 'excel' | 'powerpoint', name: string): readonly SumStat[] => [
  {
    id: `${product}.sessions`,
    product,
    kind: 'sum',
    counters: [`${product}_sessions`],
    label: `${name} Sessions`,
    shortLabel: 'Sessions',
    unit: 'sessions',
  },
  {
    id: `${product}.messages`,
    product,
    kind: 'sum',
    counters: [`${product}_messages`],
    label: `${name} Messages`,
    shortLabel: 'Messages',
    unit: 'messages',
  },
  {
    id: `${product}.skills`,
    product,
    kind: 'sum',
    counters: [`${product}_skills`],
    label: `${name} Skills Used`,
    shortLabel: 'Skills used',
    unit: 'invocations',
  },
  {
    id: `${product}.connectors`,
    product,
    kind: 'sum',
    counters: [`${product}_connectors`],
    label: `${name} Connectors Used`,
    shortLabel: 'Connectors used',
    unit: 'invocations',
  },
]

/**
 * The twenty stats, in display order. This is the only place that defines a stat: its name, unit and formula. The
 * descriptions of the stats are in `statMeanings`. The counters come from the Claude Enterprise Analytics API:
 * `GET /v1/organizations/analytics/users`, `/skills` and `/connectors`.
 */
export const catalog: readonly StatDefinition[] = [
  {
    id: 'chat.conversations',
    product: 'chat',
    kind: 'sum',
    counters: ['chat_conversations', 'unified_conversations'],
    label: 'Conversations',
    shortLabel: 'Conversations',
    unit: 'conversations',
  },
  {
    id: 'chat.messages',
    product: 'chat',
    kind: 'sum',
    counters: ['chat_messages', 'unified_messages'],
    label: 'Chat Messages',
    shortLabel: 'Messages',
    unit: 'messages',
  },
  {
    id: 'chat.artifacts',
    product: 'chat',
    kind: 'sum',
    counters: ['chat_artifacts', 'unified_artifacts'],
    label: 'Artifacts Created',
    shortLabel: 'Artifacts created',
    unit: 'artifacts',
  },
  {
    id: 'code.sessions',
    product: 'code',
    kind: 'sum',
    counters: ['code_sessions'],
    label: 'Sessions',
    shortLabel: 'Sessions',
    unit: 'sessions',
  },
  {
    id: 'code.commits',
    product: 'code',
    kind: 'sum',
    counters: ['code_commits'],
    label: 'Commits',
    shortLabel: 'Commits',
    unit: 'commits',
  },
  {
    id: 'code.pull_requests',
    product: 'code',
    kind: 'sum',
    counters: ['code_pull_requests'],
    label: 'Pull Requests',
    shortLabel: 'Pull requests',
    unit: 'PRs',
  },
  {
    id: 'code.lines_added',
    product: 'code',
    kind: 'sum',
    counters: ['code_lines_added'],
    label: 'Lines Added',
    shortLabel: 'Lines added',
    unit: 'lines',
  },
  {
    id: 'code.lines_removed',
    product: 'code',
    kind: 'sum',
    counters: ['code_lines_removed'],
    label: 'Lines Removed',
    shortLabel: 'Lines removed',
    unit: 'lines',
  },
  {
    id: 'code.edits_accepted',
    product: 'code',
    kind: 'sum',
    counters: ['code_edits_accepted'],
    label: 'Edits Accepted',
    shortLabel: 'Edits accepted',
    unit: 'edits',
  },
  {
    id: 'code.edit_acceptance_rate',
    product: 'code',
    kind: 'ratio',
    numerator: ['code_edits_accepted'],
    denominator: ['code_edits_accepted', 'code_edits_rejected'],
    label: 'Edit Acceptance Rate',
    shortLabel: 'Edit acceptance rate',
    unit: '%',
  },
  {
    id: 'skills.invocations',
    product: 'usage',
    kind: 'sum',
    counters: ['skill_invocations'],
    source: 'skills',
    label: 'Skill Usage',
    shortLabel: 'Skill usage',
    unit: 'invocations',
  },
  {
    id: 'connectors.invocations',
    product: 'usage',
    kind: 'sum',
    counters: ['connector_invocations'],
    source: 'connectors',
    label: 'Connector Usage',
    shortLabel: 'Connector usage',
    unit: 'invocations',
  },
  ...createOfficeStats('excel', 'Excel'),
  ...createOfficeStats('powerpoint', 'PowerPoint'),
]

/** The ids of all stats, in the catalog's order. */
export const statIds: readonly StatId[] = /* @__PURE__ */ catalog.map((stat) => stat.id)

const statsById = new Map<string, StatDefinition>(catalog.map((stat) => [stat.id, stat]))

/** Whether a string is the id of a stat in the catalog. */
export const isStatId = (id: string): id is StatId => statsById.has(id)

/**
 * Returns the definition of a stat.
 *
 * @throws `RangeError` if the catalog has no stat with this id.
 */
export const getStat = (id: StatId): StatDefinition => {
  const stat = statsById.get(id)
  if (!stat) throw new RangeError(`There is no stat "${id}" in the catalog.`)
  return stat
}

/** Returns the stats of one product, in the catalog's order. */
export const listProductStats = (product: ProductId): readonly StatDefinition[] =>
  catalog.filter((stat) => stat.product === product)

/**
 * Returns every counter that a stat is computed from, each once. For a ratio, these are the counters of the
 * denominator, because each counter of the numerator is also in the denominator.
 */
export const listStatCounters = (stat: StatDefinition): readonly CounterId[] =>
  stat.kind === 'sum' ? stat.counters : stat.denominator

/** Builds a record with a value for every stat, in the catalog's order. */
export const mapStats = <Value>(createValue: (stat: StatDefinition) => Value): Record<StatId, Value> =>
  Object.fromEntries(catalog.map((stat) => [stat.id, createValue(stat)])) as Record<StatId, Value>
