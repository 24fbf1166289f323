import type {
  AnalyticsConnectorActivity,
  AnalyticsSingleDayActivitySummary,
  AnalyticsSkillActivity,
  AnalyticsUserActivity,
} from '@anthropic-ai/sdk/resources/organization/analytics/analytics'
import { expectTypeOf, test } from 'vitest'
import type { ConnectorRow, SkillRow, SummaryRow, UserRow } from './row-types.ts'

test('row types extend the SDK types', () => {
  expectTypeOf<UserRow>().toExtend<AnalyticsUserActivity>()
  expectTypeOf<SkillRow>().toExtend<AnalyticsSkillActivity>()
  expectTypeOf<ConnectorRow>().toExtend<AnalyticsConnectorActivity>()
  expectTypeOf<SummaryRow>().toExtend<AnalyticsSingleDayActivitySummary>()
})

test('user, skill and connector rows have every field of the SDK types', () => {
  expectTypeOf<keyof AnalyticsUserActivity>().toExtend<keyof UserRow>()
  expectTypeOf<keyof AnalyticsSkillActivity>().toExtend<keyof SkillRow>()
  expectTypeOf<keyof AnalyticsConnectorActivity>().toExtend<keyof ConnectorRow>()
})
