import type { EmployeeStatsResponse, StatResult } from '../contract/employee-stats-response.ts'
import { catalog, listProductStats, type ProductId, type StatId } from '../stats/catalog.ts'
import { assessComparison, type Comparison, getComparedDays } from '../stats/comparison.ts'
import { computeChange, computeLengthRatio } from '../stats/compute-change.ts'
import { areCountsDifferent, areRatesDifferent, computeDispersion, computeRateDispersion } from './significance.ts'

/**
 * What an observation is about, comparing a period with the previous one:
 *
 * - `new`: a product has activity now and had none before.
 * - `stopped`: a product had activity before and has none now.
 * - `rate_changed`: the share of accepted edits rose or fell.
 * - `changed`: a count rose or fell.
 * - `steady`: a product is used about as much as before.
 */
export type ObservationKind = 'new' | 'stopped' | 'rate_changed' | 'changed' | 'steady'

/**
 * A noteworthy change between a period and the previous one, or a noteworthy steady product. It holds only numbers: no
 * cause and no judgment.
 */
export interface Observation {
  /**
   * Identifies the observation among all observations about the same person and period, such as
   * `changed.code.sessions.up`. Hosts store this id for observations that were added to a review or dismissed. Numbers
   * that are revised later do not change the id.
   */
  readonly id: string
  readonly kind: ObservationKind
  readonly product: ProductId
  /**
   * The stat of `value` and `previous`. For a new or stopped product, the first of its stats with at least `minEvents`
   * in the period with activity.
   */
  readonly statId: StatId
  /** The stat's value in the period. A rate is a fraction from 0 to 1. */
  readonly value: number
  /** The stat's value in the previous period. */
  readonly previous: number
  /**
   * Number of days in the period on which the stat is above zero. For the rate, the number of days with proposed edits.
   * Null if the series is not by day.
   */
  readonly days: number | null
  /** For the rate, the number of proposed edits in each period. Otherwise null. */
  readonly proposals: { readonly value: number; readonly previous: number } | null
}

/** Minimum value of a count in the period with the larger value. Below it, there is no observation about the count. */
export const minEvents = 20

/** Minimum proposed edits in each period. Below it, there is no observation about the acceptance rate. */
export const minProposals = 100

/** Minimum change of the acceptance rate, in rounded percentage points, as they are displayed. */
const minRatePoints = 5

/**
 * Minimum difference of a changed count, as a share of the larger value. It is above the share of missing days that
 * `assessComparison` allows, so missing days alone never look like a change.
 */
const minChangedShare = 0.25

/** Maximum difference of a subject's first stat for the subject to count as steady, as a share of the larger value. */
const maxSteadyShare = 0.15

/** Maximum number of observations, because a conversation covers no more. */
export const maxObservations = 5

/** Maximum number of observations of the kind `steady`. */
export const maxSteady = 2

/** A group of stats that change together, so there is at most one observation about the group. */
interface Subject {
  readonly product: ProductId
  /** The stats in order of importance. The first stat that changed represents the group. */
  readonly statIds: readonly [StatId, ...StatId[]]
  /** The subject is new or stopped only if all of these stats are known to be zero in one of the periods. */
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
 * All subjects. Lines and accepted edits are excluded, because a single commit moves them by thousands and they add
 * nothing to sessions and commits. Skills and connectors of Excel and PowerPoint are excluded, because the totals of
 * skills and connectors include them.
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
 * Finds the few changes between a period and the previous one that are worth a question.
 *
 * - There are no observations if `assessComparison` withholds the comparison. A stat that is null or partial in one of
 *   the periods is not used.
 * - There is at most one observation per subject, and at most one about the acceptance rate. The counts of a product
 *   are one subject, but skills and connectors are two. A new or stopped product is not also reported as changed.
 * - A count must be at least `minEvents` in one of the periods. The rate needs at least `minProposals` proposed edits
 *   in each period.
 * - Counts are compared per day, because two quarters can differ in their number of days.
 * - A count has changed if it differs by at least 25 % of the larger value. The rate has changed if it differs by at
 *   least 5 percentage points. The difference must also be statistically significant at 1 %. The significance tests
 *   account for the variation between the days of the period, see `areCountsDifferent` and `areRatesDifferent`.
 * - A subject is steady if its first stat differs by at most 15 % of the larger value.
 * - A drop to zero is reported only if every day of the period was read.
 * - The kinds are in the order new, stopped, rate changed, changed, steady. Within a kind, the larger difference as a
 *   share of the larger value comes first, then the order of the catalog. There are at most `maxObservations`, with at
 *   most `maxSteady` steady ones.
 *
 * The rules are symmetric: swapping the periods turns new into stopped and a rise into a fall.
 * @example
 * ```ts
 * import { findObservations } from '@windmill/claude-core/observations'
 *
 * const viewer = { accountId: 'acme', employeeId: 'e-3' }
 * const stats = await claude.api.employeeStats(viewer, 'e-17', { from: '2026-07-01', to: '2026-09-30' })
 * const changedStats = findObservations(stats).map(({ kind, statId }) => `${statId}: ${kind}`)
 * ```
 */
export const findObservations = (response: EmployeeStatsResponse): readonly Observation[] => {
  const comparison = assessComparison(response)
  if (comparison.kind === 'withheld') return []
  const rateObservation = observeRate(response)
  const observations = [
    ...(rateObservation ? [rateObservation] : []),
    ...subjects.flatMap((subject) => observeSubject(subject, response, comparison) ?? []),
  ]
  const kindOrder: readonly ObservationKind[] = ['new', 'stopped', 'rate_changed', 'changed', 'steady']
  const lengthRatio = computeLengthRatio(response)
  const computeObservedShare = ({ kind, value, previous }: Observation) =>
    computeDifferenceShare(kind === 'rate_changed' ? value : value * lengthRatio, previous)
  const getCatalogIndex = ({ statId }: Observation) => catalog.findIndex(({ id }) => id === statId)
  const sortedObservations = observations.sort(
    (a, b) =>
      kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
      computeObservedShare(b) - computeObservedShare(a) ||
      getCatalogIndex(a) - getCatalogIndex(b),
  )
  const changes = sortedObservations.filter(({ kind }) => kind !== 'steady')
  const steadyObservations = sortedObservations.filter(({ kind }) => kind === 'steady').slice(0, maxSteady)
  return [...changes, ...steadyObservations].slice(0, maxObservations)
}

/**
 * Computes the number of proposed edits from the accepted edits and the acceptance rate. Null if either is null or the
 * rate is zero, because the number is unknown then.
 */
export const computeProposals = (accepted: number | null, rate: number | null): number | null =>
  accepted === null || rate === null || rate === 0 ? null : Math.round(accepted / rate)

/** A stat that is known and not partial in both periods. Its value and its series cover only the compared days. */
type KnownStat = Pick<StatResult, 'series'> & { readonly value: number; readonly previous: number }

const findKnownStat = (response: EmployeeStatsResponse, id: StatId): KnownStat | null => {
  const { compared: value, previous, partial, previousPartial, series } = response.stats[id]
  if (value === null || previous === null || partial || previousPartial) return null
  const { to } = getComparedDays(response)
  return { value, previous, series: series.filter(({ start }) => start <= to) }
}

/** Computes the difference of two values as a share of the larger one. */
const computeDifferenceShare = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.max(a, b))

const addId = (observation: Omit<Observation, 'id'>): Observation => {
  const { kind, statId, value, previous } = observation
  const direction = kind === 'changed' || kind === 'rate_changed' ? (value > previous ? '.up' : '.down') : ''
  return { id: `${kind}.${statId}${direction}`, ...observation }
}

const observeSubject = (
  { product, statIds, countStatIds }: Subject,
  response: EmployeeStatsResponse,
  comparison: Comparison,
): Observation | null => {
  const knownStats = statIds.flatMap((id) => {
    const stat = findKnownStat(response, id)
    return stat ? [{ id, stat }] : []
  })
  const createObservation = (kind: ObservationKind, { id, stat }: (typeof knownStats)[number]): Observation =>
    addId({
      kind,
      product,
      statId: id,
      value: stat.value,
      previous: stat.previous,
      days: response.bucket === 'day' ? stat.series.filter(({ value }) => value !== null && value > 0).length : null,
      proposals: null,
    })
  const isUnused = (key: 'value' | 'previous') => countStatIds.every((id) => findKnownStat(response, id)?.[key] === 0)
  const findLargeEnough = (key: 'value' | 'previous') => knownStats.find(({ stat }) => stat[key] >= minEvents)
  const lengthRatio = computeLengthRatio(response)
  // A missing day of the period may have activity, so a stop is reported only if every day was read.
  const canReportStop = comparison.kind === 'fair'

  if (isUnused('previous')) {
    const usedStat = findLargeEnough('value')
    return usedStat ? createObservation('new', usedStat) : null
  }
  if (isUnused('value')) {
    const usedStat = findLargeEnough('previous')
    return usedStat && canReportStop ? createObservation('stopped', usedStat) : null
  }
  const largeEnoughStats = knownStats.filter(({ stat }) => Math.max(stat.value, stat.previous) >= minEvents)
  const changedStat = largeEnoughStats.find(
    ({ stat: { value, previous, series } }) =>
      (value > 0 || canReportStop) &&
      computeDifferenceShare(value * lengthRatio, previous) >= minChangedShare &&
      areCountsDifferent(value, previous, computeDispersion(series.map((point) => point.value)), lengthRatio),
  )
  if (changedStat) return createObservation('changed', changedStat)
  const firstStat = largeEnoughStats.find(({ id }) => id === statIds[0])
  return firstStat &&
    computeDifferenceShare(firstStat.stat.value * lengthRatio, firstStat.stat.previous) <= maxSteadyShare
    ? createObservation('steady', firstStat)
    : null
}

const observeRate = (response: EmployeeStatsResponse): Observation | null => {
  const rate = findKnownStat(response, 'code.edit_acceptance_rate')
  const accepted = findKnownStat(response, 'code.edits_accepted')
  if (!rate || !accepted) return null
  const proposals = computeProposals(accepted.value, rate.value)
  const previousProposals = computeProposals(accepted.previous, rate.previous)
  if (proposals === null || previousProposals === null || Math.min(proposals, previousProposals) < minProposals) {
    return null
  }
  const change = computeChange({ kind: 'ratio' }, rate.value, rate.previous, computeLengthRatio(response))
  if (!('amount' in change) || change.amount < minRatePoints) return null
  const [proportion, previousProportion] = [
    { part: accepted.value, whole: proposals },
    { part: accepted.previous, whole: previousProposals },
  ]
  // On a day without accepted edits, the number of proposed edits is unknown. Such days are left out of the dispersion.
  const clusters = accepted.series.flatMap((point, index) => {
    const whole = computeProposals(point.value, rate.series[index]?.value ?? null)
    return point.value === null || whole === null ? [] : [{ part: point.value, whole }]
  })
  if (!areRatesDifferent(proportion, previousProportion, computeRateDispersion(clusters))) return null
  return addId({
    kind: 'rate_changed',
    product: 'code',
    statId: 'code.edit_acceptance_rate',
    value: rate.value,
    previous: rate.previous,
    days: response.bucket === 'day' ? rate.series.filter(({ value }) => value !== null).length : null,
    proposals: { value: proposals, previous: previousProposals },
  })
}
