import type { CounterId } from './counters.ts'

export type ProductId = 'chat' | 'code' | 'usage' | 'excel' | 'powerpoint'

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

interface Definition {
  readonly id: StatId
  readonly product: ProductId
  /** The name where the stat stands alone. */
  readonly label: string
  /** The name under its product's heading. */
  readonly shortLabel: string
  readonly unit: Unit
  /** What is counted, for the people whose numbers these are. */
  readonly description: string
  /** What the number does not say, where it is easily misread. */
  readonly caveat?: string
}

/** A stat whose value over any period or group is the sum of its counters. */
export interface SumStat extends Definition {
  readonly kind: 'sum'
  readonly counters: readonly CounterId[]
  /** Set where the number depends on which report an organisation has. */
  readonly source?: 'skills' | 'connectors'
}

/**
 * A stat that is a ratio of summed counters: the sums are taken first, over the whole period or group.
 * It is null where the denominator is 0, and is never stored, added up or averaged.
 */
export interface RatioStat extends Definition {
  readonly kind: 'ratio'
  readonly numerator: readonly CounterId[]
  readonly denominator: readonly CounterId[]
}

export type StatDefinition = SumStat | RatioStat

export interface ProductDefinition {
  readonly id: ProductId
  readonly label: string
}

/** The products, in the order in which people see them. */
export const products: readonly ProductDefinition[] = [
  { id: 'chat', label: 'Chat' },
  { id: 'code', label: 'Claude Code' },
  { id: 'usage', label: 'Skills and connectors' },
  { id: 'excel', label: 'Excel' },
  { id: 'powerpoint', label: 'PowerPoint' },
]

const office = (product: 'excel' | 'powerpoint', name: string): readonly SumStat[] => [
  {
    id: `${product}.sessions`,
    product,
    kind: 'sum',
    counters: [`${product}_sessions`],
    label: `${name} Sessions`,
    shortLabel: 'Sessions',
    unit: 'sessions',
    description: `Sessions with Claude in ${name}.`,
  },
  {
    id: `${product}.messages`,
    product,
    kind: 'sum',
    counters: [`${product}_messages`],
    label: `${name} Messages`,
    shortLabel: 'Messages',
    unit: 'messages',
    description: `Turns that Claude completed in ${name}.`,
  },
  {
    id: `${product}.skills`,
    product,
    kind: 'sum',
    counters: [`${product}_skills`],
    label: `${name} Skills Used`,
    shortLabel: 'Skills used',
    unit: 'invocations',
    description: `How often a skill was used in ${name}. The same skill used five times counts five.`,
  },
  {
    id: `${product}.connectors`,
    product,
    kind: 'sum',
    counters: [`${product}_connectors`],
    label: `${name} Connectors Used`,
    shortLabel: 'Connectors used',
    unit: 'invocations',
    description: `How often a connector was used in ${name}.`,
  },
]

/**
 * The twenty stats, in the order in which people see them. The one place that knows a stat: its name, unit,
 * meaning and formula. Formulas: Claude Enterprise Analytics API, `GET /v1/organizations/analytics/users`, `/skills`
 * and `/connectors`.
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
    description: 'Conversations with Claude in chat, each counted once a day.',
    caveat: 'A conversation that goes on for two days counts on both.',
  },
  {
    id: 'chat.messages',
    product: 'chat',
    kind: 'sum',
    counters: ['chat_messages', 'unified_messages'],
    label: 'Chat Messages',
    shortLabel: 'Messages',
    unit: 'messages',
    description: 'Messages sent to Claude in chat.',
  },
  {
    id: 'chat.artifacts',
    product: 'chat',
    kind: 'sum',
    counters: ['chat_artifacts', 'unified_artifacts'],
    label: 'Artifacts Created',
    shortLabel: 'Artifacts created',
    unit: 'artifacts',
    description: 'Documents, pages and other artifacts created in chat.',
    caveat: 'Artifacts made in Claude Code or Cowork are not in this number.',
  },
  {
    id: 'code.sessions',
    product: 'code',
    kind: 'sum',
    counters: ['code_sessions'],
    label: 'Sessions',
    shortLabel: 'Sessions',
    unit: 'sessions',
    description: 'Claude Code sessions.',
    caveat: 'Claude Code through Amazon Bedrock is not in these figures.',
  },
  {
    id: 'code.commits',
    product: 'code',
    kind: 'sum',
    counters: ['code_commits'],
    label: 'Commits',
    shortLabel: 'Commits',
    unit: 'commits',
    description: 'Commits made through Claude Code.',
    caveat: 'Can appear on a day without a session, when the session began the day before.',
  },
  {
    id: 'code.pull_requests',
    product: 'code',
    kind: 'sum',
    counters: ['code_pull_requests'],
    label: 'Pull Requests',
    shortLabel: 'Pull requests',
    unit: 'PRs',
    description: 'Pull requests opened through Claude Code.',
  },
  {
    id: 'code.lines_added',
    product: 'code',
    kind: 'sum',
    counters: ['code_lines_added'],
    label: 'Lines Added',
    shortLabel: 'Lines added',
    unit: 'lines',
    description: 'Lines of code that Claude Code added.',
    caveat: 'More lines are not better code.',
  },
  {
    id: 'code.lines_removed',
    product: 'code',
    kind: 'sum',
    counters: ['code_lines_removed'],
    label: 'Lines Removed',
    shortLabel: 'Lines removed',
    unit: 'lines',
    description: 'Lines of code that Claude Code removed.',
  },
  {
    id: 'code.edits_accepted',
    product: 'code',
    kind: 'sum',
    counters: ['code_edits_accepted'],
    label: 'Edits Accepted',
    shortLabel: 'Edits accepted',
    unit: 'edits',
    description: 'Edits proposed by Claude Code that were accepted, over all its edit tools.',
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
    description: 'Of the edits that Claude Code proposed, the share that was accepted.',
    caveat: 'A dash where nothing was proposed. A lower rate can mean a closer look.',
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
    description: 'How often skills were used, over all of Claude’s products.',
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
    description: 'How often connectors were used, over all of Claude’s products.',
  },
  ...office('excel', 'Excel'),
  ...office('powerpoint', 'PowerPoint'),
]

export const statIds: readonly StatId[] = /* @__PURE__ */ catalog.map((stat) => stat.id)

const byId = new Map<string, StatDefinition>(catalog.map((stat) => [stat.id, stat]))

export const isStatId = (id: string): id is StatId => byId.has(id)

/** The definition of a stat. Throws a `RangeError` for an id that is not in the catalog. */
export const getStat = (id: StatId): StatDefinition => {
  const stat = byId.get(id)
  if (!stat) throw new RangeError(`There is no stat "${id}" in the catalog.`)
  return stat
}

/** The stats of one product, in the catalog's order. */
export const listProductStats = (product: ProductId): readonly StatDefinition[] =>
  catalog.filter((stat) => stat.product === product)

/** The counters that a stat is made from. */
export const listStatCounters = (stat: StatDefinition): readonly CounterId[] =>
  stat.kind === 'sum' ? stat.counters : stat.denominator

/** Builds a value for every stat. */
export const mapStats = <Value>(value: (stat: StatDefinition) => Value): Record<StatId, Value> =>
  Object.fromEntries(catalog.map((stat) => [stat.id, value(stat)])) as Record<StatId, Value>
