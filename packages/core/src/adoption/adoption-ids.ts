import { listProductStats, listStatCounters, type ProductId, products } from '../stats/catalog.ts'
import type { CounterId, Counters } from '../stats/counters.ts'

/** What adoption is counted for: one product, or any product (`any`). */
export type AdoptionId = 'any' | ProductId

/** Number of people who were active with any product and with each product; null if no day was read. */
export type ActivePeople = Readonly<Record<AdoptionId, number | null>>

/** Number of people who were active on any read day, with any product and with each product. */
export type ActiveCounts = Readonly<Record<AdoptionId, number>>

/** All adoption ids: `any`, then the products in display order. */
export const adoptionIds: readonly AdoptionId[] = ['any', ...products.map(({ id }) => id)]

/** Builds a record with a value for every adoption id. */
export const mapAdoptionIds = <Value>(createValue: (id: AdoptionId) => Value): Record<AdoptionId, Value> =>
  Object.fromEntries(adoptionIds.map((id) => [id, createValue(id)])) as Record<AdoptionId, Value>

const listProductCounters = (product: ProductId): readonly CounterId[] => [
  ...new Set(listProductStats(product).flatMap(listStatCounters)),
]

/** The counters that make a usage day active: all counters of a product's stats, or of all products for `any`. */
export const activityCounters: Readonly<Record<AdoptionId, readonly CounterId[]>> = {
  any: products.flatMap(({ id }) => listProductCounters(id)),
  ...(Object.fromEntries(products.map(({ id }) => [id, listProductCounters(id)])) as Record<ProductId, CounterId[]>),
}

/**
 * Whether a usage day is active: at least one of the `activityCounters` is above zero. Unknown counters do not count.
 */
export const isActive = (counters: Counters, id: AdoptionId): boolean =>
  activityCounters[id].some((counter) => (counters[counter] ?? 0) > 0)
