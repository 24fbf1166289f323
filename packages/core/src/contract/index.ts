export * from './openapi.ts'
export * from './schemas.ts'
