export { type StorageSuiteOptions, storageSuite } from './storage-suite.ts'
export type { TestRunner } from './test-runner.ts'
