import type { ExplainableProblem } from '../format/explain-problem.ts'

/**
 * Returns whether a retry button makes sense for a problem. False if the viewer lacks a permission, or the id is
 * unknown or hidden: the server would respond the same.
 */
export const isRetryUseful = ({ code }: ExplainableProblem): boolean => code !== 'not_permitted' && code !== 'not_found'
