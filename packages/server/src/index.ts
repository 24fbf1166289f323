export type { ClaudeApi } from './api/index.ts'
export type { Clock } from './clock.ts'
export { ConfigurationError, type ConfigurationErrorCode } from './configuration-error.ts'
export type { HostViewer } from './host-viewer.ts'
export {
  type ClaudeDirectory,
  type ClaudeIntegration,
  createClaudeIntegration,
} from './integration.ts'
export type { ClaudeIntegrationOptions, RetentionPolicy } from './integration-options.ts'
export type { Logger } from './logger.ts'
export { csvDirectory } from './people/csv-directory.ts'
export type { Directory } from './people/directory.ts'
export type { DirectoryEntry } from './people/directory-entry.ts'
export { ProblemError } from './problem-error.ts'
export * from './storage/index.ts'
export { inProcessScheduler } from './sync/in-process-scheduler.ts'
export type { Scheduler, SchedulerJobs } from './sync/scheduler.ts'
export type { Span, SpanAttributes, Tracer } from './tracer.ts'
export { type KeyringOptions, keyring, type Vault, VaultError } from './vault/keyring.ts'
