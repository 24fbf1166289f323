import { type Day, daysOf } from '@windmill/claude-core'
import type { ConnectorUse } from '../activity/activity.ts'
import { classificationBegins } from '../activity/connectors.ts'
import type { Query } from '../query.ts'
import type { Records } from '../records.ts'
import { holdsOn, type Settings } from '../settings.ts'
import { type Listing, listingOf } from './listing.ts'
import type { ConnectorBlocks, ConnectorRow } from './row-types.ts'
import {
  distinctUsers,
  groupLabels,
  groupUses,
  isUseWanted,
  sessionCounts,
  total,
  type UsageGroup,
} from './usage-groups.ts'

/** From when on it is known whose credentials a connector ran on. */
const authKnownFrom: Day = '2026-07-01'

/** The rows of `/connectors`: one a connector and whatever else is grouped by. */
export const connectorListing = (
  query: Query,
  records: Records,
  settings: Settings,
  now: number,
): Listing<ConnectorRow> => {
  const uses = daysOf(query)
    .flatMap((day) => records.activities(day, now))
    .flatMap(({ connectors }) => connectors)
    .filter((use) => isConnectorUseWanted(query, use))
  return listingOf(
    groupUses(uses, query, ({ connector }) => connector.name),
    (group) => connectorRow(group, query, settings),
  )
}

const isConnectorUseWanted = (query: Query, use: ConnectorUse): boolean => {
  const wanted = query.filters.get('connector_name')
  const names = [use.connector.name, use.connector.displayName].map((name) => name?.toLowerCase())
  return isUseWanted(query, use) && (!wanted || wanted.some((name) => names.includes(name)))
}

const connectorRow = (uses: UsageGroup<ConnectorUse>, query: Query, settings: Settings): ConnectorRow => {
  const { connector } = uses[0]
  const users = distinctUsers(uses)
  const split = holdsOn(settings.connectorReport, query.from) && query.from >= classificationBegins
  const authKnown = query.from >= authKnownFrom
  return {
    connector_name: connector.name,
    connector_display_name: connector.displayName,
    distinct_user_count: users,
    read_call_count: split ? total(uses, ({ reads }) => reads) : null,
    write_call_count: split ? total(uses, ({ writes }) => writes) : null,
    unclassified_call_count: split ? total(uses, ({ unclassified }) => unclassified) : null,
    individual_auth_distinct_user_count: authKnown ? users : null,
    managed_auth_distinct_user_count: authKnown ? 0 : null,
    ...connectorBlocks(uses, settings),
    ...groupLabels(query, uses[0]),
  }
}

const connectorBlocks = (uses: readonly ConnectorUse[], { unified, blocks }: Settings): ConnectorBlocks => {
  const counts = sessionCounts(uses)
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
