export * from './adapter.ts'
export * from './errors.ts'
export { memoryStorage } from './memory.ts'
