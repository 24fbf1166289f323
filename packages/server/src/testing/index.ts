export type { TestRunner } from './runner.ts'
export { type StorageSuiteOptions, storageSuite } from './storage-suite.ts'
