export * from './adapter.ts'
export { StorageError, type StorageErrorCode } from './errors.ts'
export { type MemoryStorageOptions, memoryStorage } from './memory.ts'
