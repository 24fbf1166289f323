import type { EmployeeStatsResponse, StatResult } from '../contract/employee-stats-response.ts'
import { catalog, listProductStats, type ProductId, type StatId } from '../stats/catalog.ts'
import { assessComparison, type Comparison } from '../stats/comparison.ts'
import { computeDispersion, computeRateDispersion, countsDiffer, ratesDiffer } from './significance.ts'

/**
 * - `new`: activity now and none at all before. `stopped`: the other way round.
 * - `rate_changed`: a larger or smaller share of the proposed edits was accepted.
 * - `changed`: a count moved. `steady`: a product is used about as much as before.
 */
export type ObservationKind = 'new' | 'stopped' | 'rate_changed' | 'changed' | 'steady'

/** Something that differs between a period and the one before it, or does not. Only numbers: no cause and no verdict. */
export interface Observation {
  readonly kind: ObservationKind
  readonly product: ProductId
  /** The stat that the numbers are of; for a product that is new or stopped, the one that says most about it. */
  readonly statId: StatId
  readonly value: number
  readonly previous: number
  /** On how many days of the period there was any activity of the stat; null where the answer is not by days. */
  readonly days: number | null
  /** Of a rate: how many edits were proposed in the period, and before. */
  readonly proposals: { readonly value: number; readonly previous: number } | null
}

/** A change is left out where it rests on fewer events than this: in the period in which there were more of them. */
export const minEvents = 20

/** A rate is left out where fewer edits than this were proposed in either period. */
export const minProposals = 100

/** A rate has changed from this many points on, of the percentages as they are shown. */
const minRatePoints = 5

/**
 * A count has changed when the difference is at least this share of the larger of the two. More than the share of days
 * that may be missing from a comparison, so that missing days alone never make a change.
 */
const minChangedShare = 0.25

/** A product is used about as much as before when its first stat differs by no more than this share of the larger one. */
const maxSteadyShare = 0.15

/** More than these nobody talks about in one conversation. */
export const maxObservations = 5

/** What is as before is said of at most so many products. */
export const maxSteady = 2

interface Subject {
  readonly product: ProductId
  /** In the order in which they are looked at: the first one that moved speaks for the others, which move with it. */
  readonly statIds: readonly [StatId, ...StatId[]]
  /** What must be known to be zero before a subject is called new or stopped. */
  readonly countStatIds: readonly StatId[]
}

const createSubject = (product: ProductId, ...statIds: Subject['statIds']): Subject => ({
  product,
  statIds,
  countStatIds: listProductStats(product)
    .filter(({ kind }) => kind === 'sum')
    .map(({ id }) => id),
})

/**
 * What is looked at. Lines and accepted edits are not: they swing by thousands with a single commit and say again what
 * sessions and commits say. Skills and connectors of Excel and PowerPoint are part of those of all products.
 */
const subjects: readonly Subject[] = [
  createSubject('chat', 'chat.conversations', 'chat.messages', 'chat.artifacts'),
  createSubject('code', 'code.sessions', 'code.commits', 'code.pull_requests'),
  ...(['skills.invocations', 'connectors.invocations'] as const).map(
    (id): Subject => ({ product: 'usage', statIds: [id], countStatIds: [id] }),
  ),
  createSubject('excel', 'excel.sessions', 'excel.messages'),
  createSubject('powerpoint', 'powerpoint.sessions', 'powerpoint.messages'),
]

/**
 * The few things about a period, compared with the one before, that are worth a question. All rules are here:
 *
 * - Nothing where the two periods cannot be compared fairly (`comparisonOf`), and nothing from a number that is null or
 *   partial in either of them.
 * - One observation of each product's counts, and one of the acceptance rate: what is new or stopped is not also changed,
 *   and the first stat that moved speaks for those that move with it.
 * - Each rests on `fewestEvents`, or `fewestProposals` for the rate, and a change is more than chance would make of it,
 *   judged by how much the period's own days differ (`dispersionOf`, `rateDispersionOf`).
 * - That something stopped is only said where every day of the period was read.
 * - The most telling first: new, stopped, rate changed, changed, steady; within a kind the larger share of change, then
 *   the catalog's order. At most `mostObservations`, of which `mostSteady` are steady.
 *
 * The rules are the same in both directions: with the periods swapped, new is stopped and more is less.
 */
export const findObservations = (response: EmployeeStatsResponse): readonly Observation[] => {
  const comparison = assessComparison(response)
  if (comparison.kind === 'withheld') return []
  const rate = observeRate(response)
  const found = [...(rate ? [rate] : []), ...subjects.flatMap((each) => observe(each, response, comparison) ?? [])]
  const order: readonly ObservationKind[] = ['new', 'stopped', 'rate_changed', 'changed', 'steady']
  const place = ({ statId }: Observation) => catalog.findIndex(({ id }) => id === statId)
  const sorted = found.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      computeDifferenceShare(b.value, b.previous) - computeDifferenceShare(a.value, a.previous) ||
      place(a) - place(b),
  )
  const changes = sorted.filter(({ kind }) => kind !== 'steady')
  const steady = sorted.filter(({ kind }) => kind === 'steady').slice(0, maxSteady)
  return [...changes, ...steady].slice(0, maxObservations)
}

/** How many edits were proposed, from those accepted and the share that they are; null where that is not known. */
export const computeProposals = (accepted: number | null, rate: number | null): number | null =>
  accepted === null || rate === null || rate === 0 ? null : Math.round(accepted / rate)

/** A stat whose two values are both known, and whole. */
type KnownStat = StatResult & { readonly value: number; readonly previous: number }

const findKnownStat = (response: EmployeeStatsResponse, id: StatId): KnownStat | null => {
  const stat = response.stats[id]
  const { value, previous, partial, previousPartial } = stat
  return value === null || previous === null || partial || previousPartial ? null : { ...stat, value, previous }
}

/** The difference as a share of the larger of two counts, the same in both directions. */
const computeDifferenceShare = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.max(a, b))

const observe = (
  { product, statIds, countStatIds: all }: Subject,
  response: EmployeeStatsResponse,
  comparison: Comparison,
): Observation | null => {
  const known = statIds.flatMap((id) => {
    const stat = findKnownStat(response, id)
    return stat ? [{ id, stat }] : []
  })
  const say = (kind: ObservationKind, { id, stat }: (typeof known)[number]): Observation => ({
    kind,
    product,
    statId: id,
    value: stat.value,
    previous: stat.previous,
    days: response.bucket === 'day' ? stat.series.filter(({ value }) => value !== null && value > 0).length : null,
    proposals: null,
  })
  const isNone = (of: 'value' | 'previous') => all.every((id) => findKnownStat(response, id)?.[of] === 0)
  const isEnough = (of: 'value' | 'previous') => known.some(({ stat }) => stat[of] >= minEvents)
  const first = (of: 'value' | 'previous') => known.find(({ stat }) => stat[of] > 0)
  const canStop = comparison.kind === 'fair'

  if (isNone('previous')) {
    const used = first('value')
    return used && isEnough('value') ? say('new', used) : null
  }
  if (isNone('value')) {
    const used = first('previous')
    return used && canStop && isEnough('previous') ? say('stopped', used) : null
  }
  const counted = known.filter(({ stat }) => Math.max(stat.value, stat.previous) >= minEvents)
  const moved = counted.find(
    ({ stat: { value, previous, series } }) =>
      (value > 0 || canStop) &&
      computeDifferenceShare(value, previous) >= minChangedShare &&
      countsDiffer(value, previous, computeDispersion(series.map((point) => point.value))),
  )
  if (moved) return say('changed', moved)
  const lead = counted.find(({ id }) => id === statIds[0])
  return lead && computeDifferenceShare(lead.stat.value, lead.stat.previous) <= maxSteadyShare
    ? say('steady', lead)
    : null
}

const observeRate = (response: EmployeeStatsResponse): Observation | null => {
  const rate = findKnownStat(response, 'code.edit_acceptance_rate')
  const accepted = findKnownStat(response, 'code.edits_accepted')
  if (!rate || !accepted) return null
  const value = computeProposals(accepted.value, rate.value)
  const previous = computeProposals(accepted.previous, rate.previous)
  if (value === null || previous === null || Math.min(value, previous) < minProposals) return null
  const points = Math.abs(Math.round(rate.value * 100) - Math.round(rate.previous * 100))
  if (points < minRatePoints) return null
  const [now, before] = [
    { part: accepted.value, whole: value },
    { part: accepted.previous, whole: previous },
  ]
  // Of a day on which none was accepted, how many were proposed is not known: it says nothing about the spread.
  const clusters = accepted.series.flatMap((point, index) => {
    const whole = computeProposals(point.value, rate.series[index]?.value ?? null)
    return point.value === null || whole === null ? [] : [{ part: point.value, whole }]
  })
  if (!ratesDiffer(now, before, computeRateDispersion(clusters))) return null
  return {
    kind: 'rate_changed',
    product: 'code',
    statId: 'code.edit_acceptance_rate',
    value: rate.value,
    previous: rate.previous,
    days: response.bucket === 'day' ? rate.series.filter(({ value }) => value !== null).length : null,
    proposals: { value, previous },
  }
}
