import { expectTypeOf, test } from 'vitest'
import type { AnalyticsErrorCode, RefusalCode } from '../api/analytics-error.ts'
import type { DayFailureCode } from './day-failures.ts'

test('the day failures are day_shrank and all API errors that are not refusals by Claude', () => {
  // A refusal by Claude needs attention immediately. A blocked API only fails the sync at first, so it is a day
  // failure.
  type ClaudeRefusal = Exclude<RefusalCode, 'api_blocked'>
  expectTypeOf<DayFailureCode>().toEqualTypeOf<Exclude<AnalyticsErrorCode, ClaudeRefusal> | 'day_shrank'>()
})
