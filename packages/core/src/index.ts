export * from './active-products.ts'
export * from './adoption.ts'
export * from './aggregate.ts'
export * from './api-key.ts'
export * from './catalog.ts'
export * from './comparison.ts'
export * from './counters.ts'
export * from './coverage.ts'
export * from './day.ts'
export * from './day-failures.ts'
export { normalizeEmail } from './email.ts'
export type { EmailRules } from './email-rules.ts'
export * from './employee.ts'
export * from './employee-stats.ts'
export * from './group-responses.ts'
export * from './ids.ts'
export * from './mapping.ts'
export * from './matching.ts'
export {
  fewestEvents,
  fewestProposals,
  type Observation,
  type ObservationKind,
  observationsOf,
} from './observations.ts'
export * from './people-responses.ts'
export * from './period.ts'
export * from './problems.ts'
export * from './reconcile-links.ts'
export * from './responses.ts'
export * from './suggestions.ts'
export * from './team-stats.ts'
export * from './visibility.ts'
export * from './withhold.ts'
