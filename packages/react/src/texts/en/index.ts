import type { TextsOf } from '@windmill/claude-core/observations'
import type { MappingTexts, ProblemTexts, StatTexts } from '../text-types.ts'
import { enAcceptInvitation } from './accept-invitation.ts'
import { enAccessLog } from './access-log.ts'
import { enAdoption } from './adoption.ts'
import { enAdoptionDetails } from './adoption-details.ts'
import { enAuditLog } from './audit-log.ts'
import { enChart } from './chart.ts'
import { enCommon } from './common.ts'
import { enConnectBackfill } from './connect-backfill.ts'
import { enConnectChanges } from './connect-changes.ts'
import { enConnectClaude } from './connect-claude.ts'
import { enConnectDataScope } from './connect-data-scope.ts'
import { enConnectFailures } from './connect-failures.ts'
import { enConnectInvitation } from './connect-invitation.ts'
import { enConversation } from './conversation.ts'
import { enFindings } from './findings.ts'
import { enKeyFigures } from './key-figures.ts'
import { enLog } from './log.ts'
import { enMapping } from './mapping.ts'
import { enMappingDetails } from './mapping-details.ts'
import { enNote } from './note.ts'
import { enObservations } from './observations.ts'
import { enStatDays } from './stat-days.ts'
import { enStatsDetails } from './stats-details.ts'
import { enStatsPanel } from './stats-panel.ts'
import { enSyncStatus } from './sync-status.ts'
import { enTeamStats } from './team-stats.ts'
import { enTeamTable } from './team-table.ts'
import { enTitles } from './titles.ts'
import { enTotals } from './totals.ts'
import { enWhoCanSee } from './who-can-see.ts'

/** The texts of all widgets, by key. A text with plural forms is an object. */
export type Texts = TextsOf<
  typeof enCommon &
    typeof enConnectClaude &
    typeof enConnectChanges &
    typeof enConnectBackfill &
    typeof enConnectFailures &
    typeof enConnectDataScope &
    typeof enConnectInvitation &
    typeof enAcceptInvitation &
    typeof enStatsPanel &
    typeof enStatsDetails &
    typeof enStatDays &
    typeof enChart &
    typeof enSyncStatus &
    typeof enFindings &
    typeof enKeyFigures &
    typeof enTitles &
    typeof enWhoCanSee &
    typeof enAccessLog &
    typeof enAuditLog &
    typeof enLog &
    typeof enMapping &
    typeof enMappingDetails &
    typeof enAdoption &
    typeof enAdoptionDetails &
    typeof enConversation &
    typeof enNote &
    typeof enObservations &
    typeof enTeamStats &
    typeof enTeamTable &
    typeof enTotals
>

/** A complete language: the texts of all widgets, and of everything that core and the server describe in English. */
export type CompleteTexts = Texts & StatTexts & MappingTexts & Required<ProblemTexts>

/** Texts that replace the English texts, to reword or translate them. Missing keys stay English. */
export type TextOverrides = Partial<CompleteTexts>

/**
 * The English texts of all widgets, as a base for another language. They are the defaults, so a provider does not need
 * them.
 * @example
 * ```ts
 * import type { Texts } from '@windmill/claude-react'
 * import { en } from '@windmill/claude-react/en'
 *
 * const texts: Texts = { ...en, 'stats.title': 'Claude at work' }
 * ```
 */
export const en: Texts = {
  ...enCommon,
  ...enConnectClaude,
  ...enConnectChanges,
  ...enConnectBackfill,
  ...enConnectFailures,
  ...enConnectDataScope,
  ...enConnectInvitation,
  ...enAcceptInvitation,
  ...enStatsPanel,
  ...enStatsDetails,
  ...enStatDays,
  ...enChart,
  ...enSyncStatus,
  ...enFindings,
  ...enKeyFigures,
  ...enTitles,
  ...enWhoCanSee,
  ...enAccessLog,
  ...enAuditLog,
  ...enLog,
  ...enMapping,
  ...enMappingDetails,
  ...enAdoption,
  ...enAdoptionDetails,
  ...enConversation,
  ...enNote,
  ...enObservations,
  ...enTeamStats,
  ...enTeamTable,
  ...enTotals,
}
