import type { CompleteTexts } from '../en/index.ts'
import { deAcceptInvitation } from './accept-invitation.ts'
import { deAccessLog } from './access-log.ts'
import { deAdoption } from './adoption.ts'
import { deAdoptionDetails } from './adoption-details.ts'
import { deAuditLog } from './audit-log.ts'
import { deChart } from './chart.ts'
import { deCommon } from './common.ts'
import { deConnectBackfill } from './connect-backfill.ts'
import { deConnectChanges } from './connect-changes.ts'
import { deConnectClaude } from './connect-claude.ts'
import { deConnectDataScope } from './connect-data-scope.ts'
import { deConnectFailures } from './connect-failures.ts'
import { deConnectInvitation } from './connect-invitation.ts'
import { deConversation } from './conversation.ts'
import { deFindings } from './findings.ts'
import { deKeyFigures } from './key-figures.ts'
import { deLog } from './log.ts'
import { deMapping } from './mapping.ts'
import { deMappingDetails } from './mapping-details.ts'
import { deMappingReasons } from './mapping-reasons.ts'
import { deNote } from './note.ts'
import { deObservations } from './observations.ts'
import { deProblems } from './problems.ts'
import { deStatDays } from './stat-days.ts'
import { deStats } from './stats.ts'
import { deStatsDetails } from './stats-details.ts'
import { deStatsPanel } from './stats-panel.ts'
import { deSyncStatus } from './sync-status.ts'
import { deTeamStats } from './team-stats.ts'
import { deTeamTable } from './team-table.ts'
import { deTitles } from './titles.ts'
import { deTotals } from './totals.ts'
import { deWhoCanSee } from './who-can-see.ts'

/**
 * All texts in German.
 * @example
 * ```tsx
 * import { ClaudeProvider } from '@windmill/claude-react'
 * import { de } from '@windmill/claude-react/de'
 *
 * <ClaudeProvider viewerId={viewer.id} locale="de" texts={de}>{page}</ClaudeProvider>
 * ```
 */
export const de: CompleteTexts = {
  ...deCommon,
  ...deConnectClaude,
  ...deConnectChanges,
  ...deConnectBackfill,
  ...deConnectFailures,
  ...deConnectDataScope,
  ...deConnectInvitation,
  ...deAcceptInvitation,
  ...deStatsPanel,
  ...deStatsDetails,
  ...deStatDays,
  ...deChart,
  ...deStats,
  ...deWhoCanSee,
  ...deAccessLog,
  ...deAuditLog,
  ...deLog,
  ...deMapping,
  ...deMappingDetails,
  ...deMappingReasons,
  ...deAdoption,
  ...deAdoptionDetails,
  ...deConversation,
  ...deNote,
  ...deObservations,
  ...deTeamStats,
  ...deTeamTable,
  ...deTotals,
  ...deSyncStatus,
  ...deFindings,
  ...deKeyFigures,
  ...deTitles,
  ...deProblems,
}
