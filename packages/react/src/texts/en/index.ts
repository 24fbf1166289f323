import type { ProblemTexts } from '../text-types.ts'
import type { TextsOf } from '../text-types.ts'
import type { StatTexts } from '../text-types.ts'
import type { MappingTexts } from '../text-types.ts'
import { enAccessLog } from './access-log.ts'
import { enAdoption } from './adoption.ts'
import { enAdoptionMore } from './adoption-details.ts'
import { enChart } from './chart.ts'
import { enCommon } from './common.ts'
import { enConnectBackfill } from './connect-backfill.ts'
import { enConnectChanges } from './connect-changes.ts'
import { enConnectClaude } from './connect-claude.ts'
import { enConnectReads } from './connect-data-scope.ts'
import { enConnectFailures } from './connect-failures.ts'
import { enTalks } from './conversation.ts'
import { enMapping } from './mapping.ts'
import { enMappingMore } from './mapping-details.ts'
import { enObservations } from './observations.ts'
import { enStatsMore } from './stats-details.ts'
import { enStatsPanel } from './stats-panel.ts'
import { enSyncStatus } from './sync-status.ts'
import { enTeamStats } from './team-stats.ts'
import { enTeamTable } from './team-table.ts'
import { enTitles } from './titles.ts'
import { enWhoCanSee } from './who-can-see.ts'

/** Every text of the widgets, under one flat set of keys. */
export type Texts = TextsOf<
  typeof enCommon &
    typeof enConnectClaude &
    typeof enConnectChanges &
    typeof enConnectBackfill &
    typeof enConnectFailures &
    typeof enConnectReads &
    typeof enStatsPanel &
    typeof enStatsMore &
    typeof enChart &
    typeof enSyncStatus &
    typeof enTitles &
    typeof enWhoCanSee &
    typeof enAccessLog &
    typeof enMapping &
    typeof enMappingMore &
    typeof enAdoption &
    typeof enAdoptionMore &
    typeof enTalks &
    typeof enObservations &
    typeof enTeamStats &
    typeof enTeamTable
>

/** A whole language: the widgets' texts, and those for what core and the server say in English. */
export type CompleteTexts = Texts & StatTexts & MappingTexts & Required<ProblemTexts>

/** What a host may say in other words, or in another language. What it leaves out stays English. */
export type TextOverrides = Partial<CompleteTexts>

export const en: Texts = {
  ...enCommon,
  ...enConnectClaude,
  ...enConnectChanges,
  ...enConnectBackfill,
  ...enConnectFailures,
  ...enConnectReads,
  ...enStatsPanel,
  ...enStatsMore,
  ...enChart,
  ...enSyncStatus,
  ...enTitles,
  ...enWhoCanSee,
  ...enAccessLog,
  ...enMapping,
  ...enMappingMore,
  ...enAdoption,
  ...enAdoptionMore,
  ...enTalks,
  ...enObservations,
  ...enTeamStats,
  ...enTeamTable,
}
