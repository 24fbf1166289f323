import { expectTypeOf, test } from 'vitest'
import type { AnalyticsErrorCode, RefusalCode } from '../api/analytics-error.ts'
import type { DayFailureCode } from './day-failures.ts'

test('the day failures are the API errors that are not refusals by Claude, and day_shrank', () => {
  // A refusal by Claude needs attention at once. A blocked API is only a failed sync at first.
  type ClaudeRefusal = Exclude<RefusalCode, 'api_blocked'>
  expectTypeOf<DayFailureCode>().toEqualTypeOf<Exclude<AnalyticsErrorCode, ClaudeRefusal> | 'day_shrank'>()
})
