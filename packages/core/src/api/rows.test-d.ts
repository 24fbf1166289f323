import type {
  AnalyticsConnectorActivity,
  AnalyticsConnectorGroupBy,
  AnalyticsSkillActivity,
  AnalyticsSkillGroupBy,
  AnalyticsUserActivity,
} from '@anthropic-ai/sdk/resources/organization/analytics/analytics'
import { expectTypeOf, test } from 'vitest'
import type { ConnectorRow, SkillRow, UserRow } from './rows.ts'

/*
 * Anthropic's own types say which fields the API has. A field that is renamed, removed or given another type there
 * stops type-checking here. Our fields are all optional, so assigning alone would not notice one that is gone.
 */

/** Which fields of `Ours`, as paths, `Theirs` does not have under that name with a type that fits. */
type Unmatched<Ours, Theirs, Path extends string = ''> = {
  [Key in keyof Ours & string]-?: Key extends keyof Theirs
    ? NonNullable<Ours[Key]> extends object
      ? Unmatched<NonNullable<Ours[Key]>, NonNullable<Theirs[Key]>, `${Path}${Key}.`>
      : NonNullable<Theirs[Key]> extends NonNullable<Ours[Key]>
        ? never
        : `${Path}${Key}`
    : `${Path}${Key}`
}[keyof Ours & string]

test('every field that is read is one of theirs', () => {
  expectTypeOf<Unmatched<UserRow, AnalyticsUserActivity>>().toBeNever()
  expectTypeOf<Unmatched<SkillRow, AnalyticsSkillActivity>>().toBeNever()
  expectTypeOf<Unmatched<ConnectorRow, AnalyticsConnectorActivity>>().toBeNever()
})

test('their rows can be read as ours', () => {
  expectTypeOf<AnalyticsUserActivity>().toExtend<UserRow>()
  expectTypeOf<AnalyticsSkillActivity>().toExtend<SkillRow>()
  expectTypeOf<AnalyticsConnectorActivity>().toExtend<ConnectorRow>()
})

test('both reports can be grouped by user', () => {
  expectTypeOf<'user_id'>().toExtend<AnalyticsSkillGroupBy>()
  expectTypeOf<'user_id'>().toExtend<AnalyticsConnectorGroupBy>()
})

test('a field that is gone, renamed or of another type would be named', () => {
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
