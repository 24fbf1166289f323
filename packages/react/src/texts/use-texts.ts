'use client'

import { useMemo } from 'react'
import { useClaude } from '../provider.tsx'
import { enConnectClaude } from './en-connect-claude.ts'
import { enStatsPanel } from './en-stats-panel.ts'
import { fillText, type Text, type Translate } from './text.ts'

export interface Words<Key extends string> {
  readonly t: Translate<Key>
  readonly locale: string
}

/** A widget's own table, so that a page that shows one widget does not load the texts of the others. */
const useTexts = <Key extends string>(table: Readonly<Record<Key, Text>>): Words<Key> => {
  const { locale, texts } = useClaude()
  return useMemo(() => {
    const overrides: { readonly [key: string]: Text | undefined } = texts
    return { locale, t: (key, values) => fillText(locale, overrides[key] ?? table[key], values) }
  }, [locale, texts, table])
}

export type ConnectText = keyof typeof enConnectClaude
export const useConnectTexts = (): Words<ConnectText> => useTexts<ConnectText>(enConnectClaude)

export type StatsText = keyof typeof enStatsPanel
export const useStatsTexts = (): Words<StatsText> => useTexts<StatsText>(enStatsPanel)
