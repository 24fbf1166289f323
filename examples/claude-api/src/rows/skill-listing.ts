import { daysOf } from '@windmill/claude-core'
import type { SkillUse } from '../activity/activity.ts'
import { isWanted, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import { holdsOn, type Settings } from '../settings.ts'
import { type Listing, listingOf } from './listing.ts'
import type { SkillBlocks, SkillRow } from './row-types.ts'
import {
  distinctUsers,
  groupLabels,
  groupUses,
  isUseWanted,
  productOf,
  sessionCounts,
  total,
  type UsageGroup,
} from './usage-groups.ts'

/** The rows of `/skills`: one a skill and whatever else is grouped by. */
export const skillListing = (query: Query, records: Records, settings: Settings, now: number): Listing<SkillRow> => {
  const uses = daysOf(query)
    .flatMap((day) => records.activities(day, now))
    .flatMap(({ skills }) => skills)
    .filter((use) => isSkillUseWanted(query, use))
  return listingOf(
    groupUses(uses, query, ({ skill }) => skill.name),
    (group) => skillRow(group, query, settings),
  )
}

const isSkillUseWanted = (query: Query, use: SkillUse): boolean => {
  const { name, shareStatus } = use.skill
  return (
    isUseWanted(query, use) &&
    isWanted(query, 'skill_name', name.toLowerCase()) &&
    isWanted(query, 'share_status', shareStatus)
  )
}

const skillRow = (uses: UsageGroup<SkillUse>, query: Query, settings: Settings): SkillRow => {
  const { skill } = uses[0]
  const users = distinctUsers(uses)
  const wholeDay = !query.range && query.groupBy.size === 0 && query.filters.size === 0
  const priced = uses.filter((use) => use.surface !== 'chat' && productOf(use) !== null)
  const price = priced.length === 0 ? null : `${37 * total(priced, ({ sessions }) => sessions)}.500000`
  return {
    skill_name: skill.name,
    skill_display_name: skill.displayName,
    share_status: skill.shareStatus,
    distinct_user_count: users,
    invocation_count: holdsOn(settings.skillReport, query.from) ? total(uses, ({ invocations }) => invocations) : null,
    enable_count: wholeDay ? Math.round(users / 6) : null,
    ...skillBlocks(uses, settings),
    attributed_list_price: price,
    estimated_overage_spend: price && '0',
    currency: price && 'USD',
    ...groupLabels(query, uses[0]),
  }
}

const skillBlocks = (uses: readonly SkillUse[], { unified, blocks }: Settings): SkillBlocks => {
  const counts = sessionCounts(uses)
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
