import { adoptionIds, products } from '@windmill/claude-core'
import { type ActiveCounts, activityCounters, mapAdoptionIds } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'

/** The number of people who were active with any product, then with each product. In the order of `adoptionIds`. */
export type CountsArray = readonly number[]

/**
 * Joins one SQL expression per product.
 * @param buildExpression - Gets the column named after the product, and the condition that a row of `usage_days` has
 * activity with the product.
 * @param separator - By default, a comma.
 */
export const joinProductExpressions = (
  buildExpression: (column: RawBuilder<unknown>, usedCondition: RawBuilder<unknown>) => RawBuilder<unknown>,
  separator?: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    products.map(({ id }) => {
      const counters = activityCounters[id].map((counter) => sql`${sql.ref(counter)} > 0`)
      return buildExpression(sql.ref(id), sql`(${sql.join(counters, sql` or `)})`)
    }),
    separator,
  )

/** Whether a row of `usage_days` has activity with any product. */
export const anyActivityCondition: RawBuilder<unknown> = joinProductExpressions(
  (_, usedCondition) => usedCondition,
  sql` or `,
)

/**
 * Aggregates rows with a column per product to a `CountsArray`. Each row is one active person. Rows with a null `id`
 * are not counted.
 */
export const selectCounts = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`json_build_array(count(${id}), ${joinProductExpressions((column) => sql`count(*) filter (where ${column})`)})`

/** Returns a `CountsArray` by adoption id. */
export const toActiveCounts = (counts: CountsArray): ActiveCounts =>
  mapAdoptionIds((id) => counts[adoptionIds.indexOf(id)] ?? 0)
