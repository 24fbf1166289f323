import { expectTypeOf, test } from 'vitest'
import type { AnalyticsErrorCode } from '../api/analytics-error.ts'
import type { DayFailureCode } from './day-failures.ts'

test('the day failures are the API errors that are not refusals, and day_shrank', () => {
  // A refusal fails the whole sync, not a day.
  type Refusal = 'key_refused' | 'scope_missing' | 'access_denied' | 'plan_not_supported' | 'organization_differs'
  expectTypeOf<DayFailureCode>().toEqualTypeOf<Exclude<AnalyticsErrorCode, Refusal> | 'day_shrank'>()
})
