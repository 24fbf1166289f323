/** All participations. */
export const participations = ['included', 'totals', 'excluded'] as const

/**
 * How an employee takes part, as the host decides:
 *
 * - `included`: their figures are shown to everyone who may see the employee.
 * - `totals`: only they see their figures. They count in the published totals of the company, and nowhere else.
 * - `excluded`: nothing about their usage is read or kept. To others, they look like someone without a Claude account.
 */
export type Participation = (typeof participations)[number]

/**
 * Whether an employee counts in groups: in teams, adoption and exports. `excluded` employees count like someone without
 * a Claude account.
 */
export const isInGroups = ({ participation }: { readonly participation: Participation }): boolean =>
  participation !== 'totals'

/** Whether an employee's figures are hidden from others, or not kept at all. */
export const isLimited = ({ participation }: { readonly participation: Participation }): boolean =>
  participation !== 'included'

/** Whether the usage of an employee's Claude users is shown or counted anywhere. */
export const hasUsage = ({ participation }: { readonly participation: Participation }): boolean =>
  participation !== 'excluded'
