import { enAccessLog } from './en-access-log.ts'
import { enAdoption } from './en-adoption.ts'
import { enAdoptionMore } from './en-adoption-more.ts'
import { enChart } from './en-chart.ts'
import { enCommon } from './en-common.ts'
import { enConnectBackfill } from './en-connect-backfill.ts'
import { enConnectChanges } from './en-connect-changes.ts'
import { enConnectClaude } from './en-connect-claude.ts'
import { enConnectFailures } from './en-connect-failures.ts'
import { enConnectReads } from './en-connect-reads.ts'
import { enMapping } from './en-mapping.ts'
import { enMappingMore } from './en-mapping-more.ts'
import { enObservations } from './en-observations.ts'
import { enStatsMore } from './en-stats-more.ts'
import { enStatsPanel } from './en-stats-panel.ts'
import { enSyncStatus } from './en-sync-status.ts'
import { enTalks } from './en-talks.ts'
import { enTeamStats } from './en-team-stats.ts'
import { enTeamTable } from './en-team-table.ts'
import { enTitles } from './en-titles.ts'
import { enWhoCanSee } from './en-who-can-see.ts'
import type { MappingWords } from './mapping-words.ts'
import type { StatTexts } from './stat-texts.ts'
import type { ProblemTexts, TextsOf } from './text.ts'

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
export type CompleteTexts = Texts & StatTexts & MappingWords & Required<ProblemTexts>

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
