import { type Day, listDays } from '@windmill/claude-core'
import type { ConnectorUse } from '../activity/activity.ts'
import { firstClassifiedDay } from '../activity/connectors.ts'
import type { Query } from '../query.ts'
import type { Records } from '../records.ts'
import { isEnabledOn, type Settings } from '../settings.ts'
import { createListing, type Listing } from './listing.ts'
import type { ConnectorBlocks, ConnectorRow } from './row-types.ts'
import {
  countDistinctUsers,
  countSessions,
  createGroupLabels,
  groupUses,
  matchesUse,
  sumUses,
  type UsageGroup,
} from './usage-groups.ts'

/** First day with separate user counts for individual and managed credentials. Both are null before it. */
const firstAuthCountDay: Day = '2026-07-01'

/** Creates the rows of `/connectors`: one per connector, or one per connector and group when the query groups. */
export const createConnectorListing = (
  query: Query,
  records: Records,
  settings: Settings,
  now: number,
): Listing<ConnectorRow> => {
  const uses = listDays(query)
    .flatMap((day) => records.listActivities(day, now))
    .flatMap(({ connectors }) => connectors)
    .filter((use) => matchesConnectorUse(query, use))
  return createListing(
    groupUses(uses, query, ({ connector }) => connector.name),
    (group) => createConnectorRow(group, query, settings),
  )
}

const matchesConnectorUse = (query: Query, use: ConnectorUse): boolean => {
  const acceptedNames = query.filters.get('connector_name')
  const names = [use.connector.name, use.connector.displayName].map((name) => name?.toLowerCase())
  return matchesUse(query, use) && (!acceptedNames || acceptedNames.some((name) => names.includes(name)))
}

const createConnectorRow = (uses: UsageGroup<ConnectorUse>, query: Query, settings: Settings): ConnectorRow => {
  const { connector } = uses[0]
  const userCount = countDistinctUsers(uses)
  const hasCallCounts = isEnabledOn(settings.connectorReport, query.from) && query.from >= firstClassifiedDay
  const hasAuthCounts = query.from >= firstAuthCountDay
  return {
    connector_name: connector.name,
    connector_display_name: connector.displayName,
    distinct_user_count: userCount,
    read_call_count: hasCallCounts ? sumUses(uses, ({ readCalls }) => readCalls) : null,
    write_call_count: hasCallCounts ? sumUses(uses, ({ writeCalls }) => writeCalls) : null,
    unclassified_call_count: hasCallCounts ? sumUses(uses, ({ unclassifiedCalls }) => unclassifiedCalls) : null,
    individual_auth_distinct_user_count: hasAuthCounts ? userCount : null,
    managed_auth_distinct_user_count: hasAuthCounts ? 0 : null,
    ...createConnectorBlocks(uses, settings),
    ...createGroupLabels(query, uses[0]),
  }
}

const createConnectorBlocks = (uses: readonly ConnectorUse[], { unified, blocks }: Settings): ConnectorBlocks => {
  const counts = countSessions(uses)
  return {
    chat_metrics: { distinct_conversation_connector_used_count: counts.chat },
    claude_code_metrics: { distinct_session_connector_used_count: counts.code },
    cowork_metrics: { distinct_session_connector_used_count: counts.cowork },
    office_metrics: {
      excel: { distinct_session_connector_used_count: counts.excel },
      outlook: { distinct_session_connector_used_count: counts.outlook },
      powerpoint: { distinct_session_connector_used_count: counts.powerpoint },
      word: { distinct_session_connector_used_count: counts.word },
    },
    ...(unified &&
      blocks === 'all' && {
        chat_cowork_unified_metrics: {
          chat: { distinct_conversation_connector_used_count: counts.unifiedChat },
          sessions: { distinct_session_connector_used_count: counts.unifiedCowork },
        },
      }),
  }
}
