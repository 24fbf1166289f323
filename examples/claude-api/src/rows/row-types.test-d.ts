import type {
  AnalyticsConnectorActivity,
  AnalyticsSingleDayActivitySummary,
  AnalyticsSkillActivity,
  AnalyticsUserActivity,
} from '@anthropic-ai/sdk/resources/organization/analytics/analytics'
import { expectTypeOf, test } from 'vitest'
import type { ConnectorRow, SkillRow, SummaryRow, UserRow } from './row-types.ts'

test('rows are what the official client promises', () => {
  expectTypeOf<UserRow>().toExtend<AnalyticsUserActivity>()
  expectTypeOf<SkillRow>().toExtend<AnalyticsSkillActivity>()
  expectTypeOf<ConnectorRow>().toExtend<AnalyticsConnectorActivity>()
  expectTypeOf<SummaryRow>().toExtend<AnalyticsSingleDayActivitySummary>()
})

test('rows have every field that the official client requires', () => {
  expectTypeOf<keyof AnalyticsUserActivity>().toExtend<keyof UserRow>()
  expectTypeOf<keyof AnalyticsSkillActivity>().toExtend<keyof SkillRow>()
  expectTypeOf<keyof AnalyticsConnectorActivity>().toExtend<keyof ConnectorRow>()
})
