'use client'

import { fillText, type Text, type Translate } from '@windmill/claude-core/observations'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import type { TextOverrides } from '../../texts/en/index.ts'

export interface Words<Key extends string> {
  readonly t: Translate<Key>
  readonly locale: string
  /** The host's text overrides, for texts without a table: see `statText`. */
  readonly texts: TextOverrides
}

/** Returns the texts of one table. Separate tables keep a page from loading the texts of parts that it does not show. */
export const useTexts = <Key extends string>(table: Readonly<Record<Key, Text>>): Words<Key> => {
  const { locale, texts } = useClaude()
  return useMemo(() => {
    const overrides: { readonly [key: string]: Text | undefined } = texts
    return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? table[key], values) }
  }, [locale, texts, table])
}
