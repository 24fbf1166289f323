import { enConnectClaude } from './en-connect-claude.ts'
import { enStatsPanel } from './en-stats-panel.ts'
import type { ProblemTexts, TextsOf } from './text.ts'

/** Every text of the widgets, under one flat set of keys. */
export type Texts = TextsOf<typeof enConnectClaude & typeof enStatsPanel>

/** What a host may say in other words, or in another language. What it leaves out stays English. */
export type TextOverrides = Partial<Texts> & ProblemTexts

export const en: Texts = { ...enConnectClaude, ...enStatsPanel }
