import { deAccessLog } from './de-access-log.ts'
import { deAdoption } from './de-adoption.ts'
import { deAdoptionMore } from './de-adoption-more.ts'
import { deChart } from './de-chart.ts'
import { deCommon } from './de-common.ts'
import { deConnectBackfill } from './de-connect-backfill.ts'
import { deConnectChanges } from './de-connect-changes.ts'
import { deConnectClaude } from './de-connect-claude.ts'
import { deConnectFailures } from './de-connect-failures.ts'
import { deConnectReads } from './de-connect-reads.ts'
import { deMapping } from './de-mapping.ts'
import { deMappingMore } from './de-mapping-more.ts'
import { deMappingWords } from './de-mapping-words.ts'
import { deObservations } from './de-observations.ts'
import { deProblems } from './de-problems.ts'
import { deStats } from './de-stats.ts'
import { deStatsMore } from './de-stats-more.ts'
import { deStatsPanel } from './de-stats-panel.ts'
import { deSyncStatus } from './de-sync-status.ts'
import { deTalks } from './de-talks.ts'
import { deTeamStats } from './de-team-stats.ts'
import { deTeamTable } from './de-team-table.ts'
import { deTitles } from './de-titles.ts'
import { deWhoCanSee } from './de-who-can-see.ts'
import type { CompleteTexts } from './en.ts'

/** Everything in German, for `<ClaudeProvider locale="de" texts={de}>`. */
export const de: CompleteTexts = {
  ...deCommon,
  ...deConnectClaude,
  ...deConnectChanges,
  ...deConnectBackfill,
  ...deConnectFailures,
  ...deConnectReads,
  ...deStatsPanel,
  ...deStatsMore,
  ...deChart,
  ...deStats,
  ...deWhoCanSee,
  ...deAccessLog,
  ...deMapping,
  ...deMappingMore,
  ...deMappingWords,
  ...deAdoption,
  ...deAdoptionMore,
  ...deTalks,
  ...deObservations,
  ...deTeamStats,
  ...deTeamTable,
  ...deSyncStatus,
  ...deTitles,
  ...deProblems,
}
