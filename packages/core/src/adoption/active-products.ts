import { catalog, type ProductId, products } from '../stats/catalog.ts'
import type { CounterId, Counters } from '../stats/counters.ts'

const countersOf = (product: ProductId): readonly CounterId[] => [
  ...new Set(
    catalog
      .filter((stat) => stat.product === product)
      .flatMap((stat) => (stat.kind === 'sum' ? stat.counters : [...stat.numerator, ...stat.denominator])),
  ),
]

/**
 * By which counters someone counts as active: those that a product's stats are made from, and all of them for `any`.
 * A day is one of activity where any of them is more than zero; one that is not known says nothing.
 */
export const activityCounters: Readonly<Record<AdoptionId, readonly CounterId[]>> = {
  any: products.flatMap(({ id }) => countersOf(id)),
  ...(Object.fromEntries(products.map(({ id }) => [id, countersOf(id)])) as Record<ProductId, CounterId[]>),
}

/** `any`, then the products in the catalog's order. */
export const adoptionIds: readonly AdoptionId[] = ['any', ...products.map(({ id }) => id)]

/** Builds a value for each product, and for any. */
export const mapAdoptionIds = <Value>(value: (id: AdoptionId) => Value): Record<AdoptionId, Value> =>
  Object.fromEntries(adoptionIds.map((id) => [id, value(id)])) as Record<AdoptionId, Value>

export const isActive = (counters: Counters, id: AdoptionId): boolean =>
  activityCounters[id].some((counter) => (counters[counter] ?? 0) > 0)
/** Any product, or one of them. Skills and connectors count as one. */
export type AdoptionId = 'any' | ProductId
/** How many people did anything with a product; null where no day was read. */
export type ActivePeople = Readonly<Record<AdoptionId, number | null>>
