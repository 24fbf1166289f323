import { listDays } from '@windmill/claude-core'
import type { SkillUse } from '../activity/activity.ts'
import { matchesFilter, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import { isEnabledOn, type Settings } from '../settings.ts'
import { createListing, type Listing } from './listing.ts'
import type { SkillBlocks, SkillRow } from './row-types.ts'
import {
  countDistinctUsers,
  countSessions,
  createGroupLabels,
  findProduct,
  groupUses,
  matchesUse,
  sumUses,
  type UsageGroup,
} from './usage-groups.ts'

/** Creates the rows of `/skills`: one per skill, or one per skill and group when the query groups. */
export const createSkillListing = (
  query: Query,
  records: Records,
  settings: Settings,
  now: number,
): Listing<SkillRow> => {
  const uses = listDays(query)
    .flatMap((day) => records.listActivities(day, now))
    .flatMap(({ skills }) => skills)
    .filter((use) => matchesSkillUse(query, use))
  return createListing(
    groupUses(uses, query, ({ skill }) => skill.name),
    (group) => createSkillRow(group, query, settings),
  )
}

const matchesSkillUse = (query: Query, use: SkillUse): boolean => {
  const { name, shareStatus } = use.skill
  return (
    matchesUse(query, use) &&
    matchesFilter(query, 'skill_name', name.toLowerCase()) &&
    matchesFilter(query, 'share_status', shareStatus)
  )
}

const createSkillRow = (uses: UsageGroup<SkillUse>, query: Query, settings: Settings): SkillRow => {
  const { skill } = uses[0]
  const userCount = countDistinctUsers(uses)
  const isUnfilteredDay = !query.isRange && query.groupBy.size === 0 && query.filters.size === 0
  // Like the real API, prices only Claude Code, Cowork and Office usage. The price itself is made up.
  const pricedUses = uses.filter((use) => use.surface !== 'chat' && findProduct(use) !== null)
  const price = pricedUses.length === 0 ? null : `${37 * sumUses(pricedUses, ({ sessions }) => sessions)}.500000`
  return {
    skill_name: skill.name,
    skill_display_name: skill.displayName,
    share_status: skill.shareStatus,
    distinct_user_count: userCount,
    invocation_count: isEnabledOn(settings.skillReport, query.from)
      ? sumUses(uses, ({ invocations }) => invocations)
      : null,
    enable_count: isUnfilteredDay ? Math.round(userCount / 6) : null,
    ...createSkillBlocks(uses, settings),
    attributed_list_price: price,
    estimated_overage_spend: price && '0',
    currency: price && 'USD',
    ...createGroupLabels(query, uses[0]),
  }
}

const createSkillBlocks = (uses: readonly SkillUse[], { unified, blocks }: Settings): SkillBlocks => {
  const counts = countSessions(uses)
  return {
    chat_metrics: { distinct_conversation_skill_used_count: counts.chat },
    claude_code_metrics: { distinct_session_skill_used_count: counts.code },
    cowork_metrics: { distinct_session_skill_used_count: counts.cowork },
    office_metrics: {
      excel: { distinct_session_skill_used_count: counts.excel },
      outlook: { distinct_session_skill_used_count: counts.outlook },
      powerpoint: { distinct_session_skill_used_count: counts.powerpoint },
      word: { distinct_session_skill_used_count: counts.word },
    },
    ...(unified &&
      blocks === 'all' && {
        chat_cowork_unified_metrics: {
          chat: { distinct_conversation_skill_used_count: counts.unifiedChat },
          sessions: { distinct_session_skill_used_count: counts.unifiedCowork },
        },
      }),
  }
}
