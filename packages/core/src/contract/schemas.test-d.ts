import { expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { Bucket, Period } from '../period.ts'
import type { Problem } from '../problems.ts'
import type {
  ConnectionResponse,
  DisconnectData,
  EmployeeStatsResponse,
  KeyRequest,
  PreviewResponse,
} from '../responses.ts'
import type {
  connectionSchema,
  disconnectQuerySchema,
  employeeStatsSchema,
  keyRequestSchema,
  previewSchema,
  problemSchema,
  Schema,
  statsQuerySchema,
} from './schemas.ts'

test('each schema gives the contract’s own type', () => {
  expectTypeOf<z.output<typeof connectionSchema>>().toEqualTypeOf<ConnectionResponse>()
  expectTypeOf<z.output<typeof previewSchema>>().toEqualTypeOf<PreviewResponse>()
  expectTypeOf<z.output<typeof employeeStatsSchema>>().toEqualTypeOf<EmployeeStatsResponse>()
  expectTypeOf<z.output<typeof problemSchema>>().toEqualTypeOf<Problem>()
  expectTypeOf<z.output<typeof keyRequestSchema>>().toEqualTypeOf<KeyRequest>()
  expectTypeOf<z.output<typeof statsQuerySchema>>().toEqualTypeOf<Period & { bucket: Bucket }>()
  expectTypeOf<z.output<typeof disconnectQuerySchema>>().toEqualTypeOf<{ data: DisconnectData }>()
})

test('a schema of one value is none of another', () => {
  expectTypeOf<Schema<Problem>>().not.toExtend<Schema<PreviewResponse>>()
})
