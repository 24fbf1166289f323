import type {
  AnalyticsConnectorActivity,
  AnalyticsConnectorGroupBy,
  AnalyticsSingleDayActivitySummary,
  AnalyticsSkillActivity,
  AnalyticsSkillGroupBy,
  AnalyticsUserActivity,
} from '@anthropic-ai/sdk/resources/organization/analytics/analytics'
import { expectTypeOf, test } from 'vitest'
import type { ConnectorRow, SkillRow, SummaryRow, UserRow } from './rows.ts'

/*
 * Compares our row types with the types of Anthropic's SDK, so that the type check fails if the SDK renames, removes or
 * retypes a field. Assignability is not enough: it does not notice when an optional field is removed, and nearly all
 * our fields are optional.
 */

/** Paths of the fields of `Ours` that `Theirs` lacks or has with another type. */
type Unmatched<Ours, Theirs, Path extends string = ''> = {
  [Key in keyof Ours & string]-?: Key extends keyof Theirs
    ? NonNullable<Ours[Key]> extends object
      ? Unmatched<NonNullable<Ours[Key]>, NonNullable<Theirs[Key]>, `${Path}${Key}.`>
      : NonNullable<Theirs[Key]> extends NonNullable<Ours[Key]>
        ? never
        : `${Path}${Key}`
    : `${Path}${Key}`
}[keyof Ours & string]

test('every field that is read exists in Anthropic’s types', () => {
  expectTypeOf<Unmatched<UserRow, AnalyticsUserActivity>>().toBeNever()
  expectTypeOf<Unmatched<SkillRow, AnalyticsSkillActivity>>().toBeNever()
  expectTypeOf<Unmatched<ConnectorRow, AnalyticsConnectorActivity>>().toBeNever()
  expectTypeOf<Unmatched<Omit<SummaryRow, 'starting_date'>, AnalyticsSingleDayActivitySummary>>().toBeNever()
})

test('Anthropic’s rows are assignable to ours', () => {
  expectTypeOf<AnalyticsUserActivity>().toExtend<UserRow>()
  expectTypeOf<AnalyticsSkillActivity>().toExtend<SkillRow>()
  expectTypeOf<AnalyticsConnectorActivity>().toExtend<ConnectorRow>()
})

test('the skill and connector reports can be grouped by user', () => {
  expectTypeOf<'user_id'>().toExtend<AnalyticsSkillGroupBy>()
  expectTypeOf<'user_id'>().toExtend<AnalyticsConnectorGroupBy>()
})

test('Unmatched names a field that is missing or has another type', () => {
  type Chat = {
    readonly chat_metrics?: { readonly message_count?: number | null; readonly turn_count?: number } | null
  }
  expectTypeOf<Unmatched<Chat, AnalyticsUserActivity>>().toEqualTypeOf<'chat_metrics.turn_count'>()
  expectTypeOf<Unmatched<UserRow, Omit<AnalyticsUserActivity, 'science_metrics'>>>().toEqualTypeOf<'science_metrics'>()
  expectTypeOf<Unmatched<{ web_search_count: string }, AnalyticsUserActivity>>().toEqualTypeOf<'web_search_count'>()
  expectTypeOf<
    Unmatched<{ web_search_count: { total: number } }, AnalyticsUserActivity>
  >().toEqualTypeOf<'web_search_count.total'>()
})
