export * from './adapter.ts'
export { StorageError, type StorageErrorCode } from './errors.ts'
export { memoryStorage } from './memory.ts'
