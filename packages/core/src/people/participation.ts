/** Every way in which someone can take part. */
export const participations = ['included', 'totals', 'excluded'] as const

/**
 * How someone takes part, as the host decides:
 *
 * - `included`: their figures are shown to those who may see the employee.
 * - `totals`: only they see their own figures. They count in the published totals of the company, and nowhere else.
 * - `excluded`: nothing about their usage is read or kept. To others, they look like someone without a Claude account.
 */
export type Participation = (typeof participations)[number]
