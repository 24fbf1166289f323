import { expectTypeOf, test } from 'vitest'
import type { AnalyticsErrorCode } from '../api/analytics-error.ts'
import type { DayFailureCode } from './day-failures.ts'

test('there are words for everything that can fail a day, and for nothing else', () => {
  // A refusal fails the whole sync, and no day.
  type Refusal = 'key_refused' | 'scope_missing' | 'access_denied' | 'plan_not_supported'
  expectTypeOf<DayFailureCode>().toEqualTypeOf<Exclude<AnalyticsErrorCode, Refusal> | 'day_shrank'>()
})
