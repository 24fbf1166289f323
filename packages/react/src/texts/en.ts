import { enAccessLog } from './en-access-log.ts'
import { enCommon } from './en-common.ts'
import { enConnectBackfill } from './en-connect-backfill.ts'
import { enConnectChanges } from './en-connect-changes.ts'
import { enConnectClaude } from './en-connect-claude.ts'
import { enConnectFailures } from './en-connect-failures.ts'
import { enConnectReads } from './en-connect-reads.ts'
import { enMapping } from './en-mapping.ts'
import { enMappingMore } from './en-mapping-more.ts'
import { enStatsMore } from './en-stats-more.ts'
import { enStatsPanel } from './en-stats-panel.ts'
import { enSyncStatus } from './en-sync-status.ts'
import { enTitles } from './en-titles.ts'
import { enWhoCanSee } from './en-who-can-see.ts'
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
    typeof enSyncStatus &
    typeof enTitles &
    typeof enWhoCanSee &
    typeof enAccessLog &
    typeof enMapping &
    typeof enMappingMore
>

/** What a host may say in other words, or in another language. What it leaves out stays English. */
export type TextOverrides = Partial<Texts> & ProblemTexts

export const en: Texts = {
  ...enCommon,
  ...enConnectClaude,
  ...enConnectChanges,
  ...enConnectBackfill,
  ...enConnectFailures,
  ...enConnectReads,
  ...enStatsPanel,
  ...enStatsMore,
  ...enSyncStatus,
  ...enTitles,
  ...enWhoCanSee,
  ...enAccessLog,
  ...enMapping,
  ...enMappingMore,
}
