'use client'

import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import type { TextOverrides } from '../../texts/en/index.ts'
import type { Text } from '../../texts/text-types.ts'
import { fillText, type Translate } from './fill-text.ts'

export interface Words<Key extends string> {
  readonly t: Translate<Key>
  readonly locale: string
  /** What the host says in its own words, for what is not in a table: see `statText`. */
  readonly texts: TextOverrides
}

/** The words of one table, so that a page that shows one part does not load the texts of the others. */
export const useTexts = <Key extends string>(table: Readonly<Record<Key, Text>>): Words<Key> => {
  const { locale, texts } = useClaude()
  return useMemo(() => {
    const overrides: { readonly [key: string]: Text | undefined } = texts
    return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? table[key], values) }
  }, [locale, texts, table])
}
