import { catalog, type ProductId, products } from '../stats/catalog.ts'
import type { CounterId, Counters } from '../stats/counters.ts'

/** Any product (`any`), or one product. Skills and connectors are one product, `usage`. */
export type AdoptionId = 'any' | ProductId

/** Number of people who were active with each product; null if no day was read. */
export type ActivePeople = Readonly<Record<AdoptionId, number | null>>

/** `any`, then the products in the catalog's order. */
export const adoptionIds: readonly AdoptionId[] = ['any', ...products.map(({ id }) => id)]

/** Builds a record with a value for `any` and for each product. */
export const mapAdoptionIds = <Value>(createValue: (id: AdoptionId) => Value): Record<AdoptionId, Value> =>
  Object.fromEntries(adoptionIds.map((id) => [id, createValue(id)])) as Record<AdoptionId, Value>

const listProductCounters = (product: ProductId): readonly CounterId[] => [
  ...new Set(
    catalog
      .filter((stat) => stat.product === product)
      .flatMap((stat) => (stat.kind === 'sum' ? stat.counters : [...stat.numerator, ...stat.denominator])),
  ),
]

/**
 * The counters that make a day active: for a product, every counter of its stats; for `any`, the counters of all products.
 */
export const activityCounters: Readonly<Record<AdoptionId, readonly CounterId[]>> = {
  any: products.flatMap(({ id }) => listProductCounters(id)),
  ...(Object.fromEntries(products.map(({ id }) => [id, listProductCounters(id)])) as Record<ProductId, CounterId[]>),
}

/** Whether a usage day is active: at least one counter of the product is above zero. Unknown counters do not count. */
export const isActive = (counters: Counters, id: AdoptionId): boolean =>
  activityCounters[id].some((counter) => (counters[counter] ?? 0) > 0)
