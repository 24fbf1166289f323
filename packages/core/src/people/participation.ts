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

/** Whether someone is among the people of a group: a team, an adoption or an export. All others are left out. */
export const isInGroups = ({ participation }: { readonly participation: Participation }): boolean =>
  participation !== 'totals'

/** Whether the usage of the Claude users that are linked to someone is shown or counted anywhere. */
export const hasUsage = ({ participation }: { readonly participation: Participation }): boolean =>
  participation !== 'excluded'
