import type { Random } from '../chaos/random.ts'

/** Minimum number of people of an organization, as in the local API. */
const minPeople = 20
/** Maximum number of people of an organization. At 50 requests a minute, more would not be read in an hour. */
const maxPeople = 20_000
/** Number of organizations per ten accounts. It is lower than ten, so that some organizations have two accounts. */
const organizationsPerTenAccounts = 9

/** The organizations of a load test, and the organization of each account. */
export interface LoadOrganizations {
  /** Number of people of each organization. The first organization is the largest. */
  readonly sizes: readonly number[]
  /** For each account, the index of its organization in `sizes`. */
  readonly organizationIndexes: readonly number[]
}

/**
 * Spreads people over organizations. The largest organization has a tenth of the people, or twice the average if that
 * is more, but at most `maxPeople`. Most organizations are small.
 * @throws RangeError if there are too few people.
 */
export const planOrganizations = (accounts: number, people: number): LoadOrganizations => {
  const organizationCount = Math.max(1, Math.ceil((accounts * organizationsPerTenAccounts) / 10))
  if (people < minPeople * organizationCount) {
    throw new RangeError(`${accounts} accounts need at least ${minPeople * organizationCount} people, not ${people}.`)
  }
  const maxSize = Math.max(minPeople, Math.min(maxPeople, Math.max(people / 10, (2 * people) / organizationCount)))
  // The sizes fall with the rank of the organization, so that most are small.
  const weights = Array.from({ length: organizationCount - 1 }, (_, index) => (index + 1) ** -0.8)
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  const spare = Math.max(0, people - maxSize - minPeople * (organizationCount - 1))
  const otherSizes = weights.map((weight) => Math.min(maxSize, minPeople + (spare * weight) / weightSum))
  return {
    sizes: [maxSize, ...otherSizes].map(Math.floor),
    // The smallest organizations are shared.
    organizationIndexes: Array.from({ length: accounts }, (_, index) =>
      index < organizationCount ? index : Math.max(0, 2 * organizationCount - 1 - index),
    ),
  }
}

/** A kind of disturbance of a running system. */
export type DisturbanceKind =
  /** A worker is killed and replaced. */
  | 'kill'
  /** The database stops, and starts again after a few seconds. */
  | 'restart'
  /** The database crashes, and recovers. */
  | 'crash'
  /** All open connections to the database go silent. New ones work. */
  | 'silence'
  /** The database terminates one connection. */
  | 'terminate'
  /** Another program leaves a transaction open. */
  | 'hold'
  /** The API fails for a while. */
  | 'api_outage'
  /** The API serves a new day. */
  | 'publish'

/** How often each kind of disturbance happens, except `publish`, which happens once. */
export type DisturbanceCounts = Readonly<Record<Exclude<DisturbanceKind, 'publish'>, number>>

/** A disturbance of a load test. */
export interface Disturbance {
  readonly kind: DisturbanceKind
  /** The share of all days that must have been read before the disturbance, from 0 to 1. */
  readonly afterReadShare: number
}

/** Draws when each disturbance happens. */
export const planDisturbances = (random: Random, counts: DisturbanceCounts): readonly Disturbance[] => {
  const drawShare = (from: number, to: number): number => from + random.drawFraction() * (to - from)
  const disturbances = (Object.keys(counts) as (keyof DisturbanceCounts)[]).flatMap((kind) =>
    Array.from({ length: counts[kind] }, () => ({ kind, afterReadShare: drawShare(0.02, 0.9) })),
  )
  return [...disturbances, { kind: 'publish' as const, afterReadShare: drawShare(0.2, 0.45) }].sort(
    (a, b) => a.afterReadShare - b.afterReadShare,
  )
}
