import { expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { Problem } from '../problems/problems.ts'
import type { StatId } from '../stats/catalog.ts'
import type { Bucket, Period } from '../time/period.ts'
import type { AdoptionResponse } from './adoption-response.ts'
import type { ClaudeUserResponse, ClaudeUsersQuery, ClaudeUsersResponse, LinkRequest } from './claude-users-response.ts'
import type { ConnectionResponse, DisconnectData, KeyRequest, PreviewResponse } from './connection-response.ts'
import type { EmployeeStatsResponse } from './employee-stats-response.ts'
import type { EmployeesResponse } from './employees-response.ts'
import type * as contract from './index.ts'
import type { AccessResponse, LogResponse, PagePurpose } from './log-response.ts'
import type { ReconciliationFindingsResponse, ReconciliationResponse } from './reconciliation-response.ts'
import { createEnumSchema } from './schema-fields.ts'
import type { TeamStatsQuery, TeamStatsResponse } from './team-stats-response.ts'
import type { TotalsResponse } from './totals-response.ts'

/** The type that a schema of the contract returns. */
type Output<Name extends keyof typeof contract> =
  (typeof contract)[Name] extends contract.Schema<infer Value> ? Value : never

test('each response schema returns the contract’s type', () => {
  expectTypeOf<Output<'connectionSchema'>>().toEqualTypeOf<ConnectionResponse>()
  expectTypeOf<Output<'previewSchema'>>().toEqualTypeOf<PreviewResponse>()
  expectTypeOf<Output<'employeeStatsSchema'>>().toEqualTypeOf<EmployeeStatsResponse>()
  expectTypeOf<Output<'teamStatsSchema'>>().toEqualTypeOf<TeamStatsResponse>()
  expectTypeOf<Output<'adoptionSchema'>>().toEqualTypeOf<AdoptionResponse>()
  expectTypeOf<Output<'reconciliationSchema'>>().toEqualTypeOf<ReconciliationResponse>()
  expectTypeOf<Output<'reconciliationFindingsSchema'>>().toEqualTypeOf<ReconciliationFindingsResponse>()
  expectTypeOf<Output<'totalsSchema'>>().toEqualTypeOf<TotalsResponse>()
  expectTypeOf<Output<'claudeUsersSchema'>>().toEqualTypeOf<ClaudeUsersResponse>()
  expectTypeOf<Output<'claudeUserSchema'>>().toEqualTypeOf<ClaudeUserResponse>()
  expectTypeOf<Output<'employeesSchema'>>().toEqualTypeOf<EmployeesResponse>()
  expectTypeOf<Output<'accessSchema'>>().toEqualTypeOf<AccessResponse>()
  expectTypeOf<Output<'logSchema'>>().toEqualTypeOf<LogResponse>()
  expectTypeOf<Output<'problemSchema'>>().toEqualTypeOf<Problem>()
})

test('each request schema returns the type that the server works with', () => {
  expectTypeOf<Output<'keyRequestSchema'>>().toEqualTypeOf<KeyRequest>()
  expectTypeOf<Output<'linkRequestSchema'>>().toEqualTypeOf<LinkRequest>()
  expectTypeOf<Output<'statsQuerySchema'>>().toEqualTypeOf<Period & { bucket: Bucket; purpose: PagePurpose }>()
  expectTypeOf<Output<'teamStatsQuerySchema'>>().toEqualTypeOf<
    Period & { stats: readonly StatId[]; trend?: StatId | undefined; bucket: Bucket; limit?: number | undefined }
  >()
  expectTypeOf<Output<'teamStatsQuerySchema'>>().toExtend<TeamStatsQuery>()
  expectTypeOf<Output<'periodQuerySchema'>>().toEqualTypeOf<Period>()
  expectTypeOf<Output<'disconnectQuerySchema'>>().toEqualTypeOf<{ data: DisconnectData }>()
  expectTypeOf<Output<'claudeUsersQuerySchema'>>().toEqualTypeOf<ClaudeUsersQuery>()
  expectTypeOf<Output<'employeesQuerySchema'>>().toEqualTypeOf<{ search: string }>()
  expectTypeOf<Output<'logQuerySchema'>>().toEqualTypeOf<{ page?: string }>()
})

test('a schema of one type is not assignable to a schema of another', () => {
  expectTypeOf<contract.Schema<Problem>>().not.toExtend<contract.Schema<PreviewResponse>>()
})

test('createEnumSchema does not compile if a word is missing', () => {
  // @ts-expect-error `month` is missing.
  createEnumSchema<Bucket>({ day: true, week: true })
  expectTypeOf(createEnumSchema<Bucket>({ day: true, week: true, month: true })).toEqualTypeOf<z.ZodMiniType<Bucket>>()
})
