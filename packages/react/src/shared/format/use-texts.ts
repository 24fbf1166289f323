'use client'

import { fillText, type Text, type Translate } from '@windmill/claude-core/observations'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import { enCommon } from '../../texts/en/common.ts'
import type { TextOverrides } from '../../texts/en/index.ts'

/** The settings of `ClaudeProvider` that texts depend on. */
export interface HostTexts {
  /** BCP 47 tag for the format of numbers and dates. */
  readonly locale: string
  /** The host's text overrides. Used directly only for texts that are in no table: see `getStatText`. */
  readonly texts: TextOverrides
}

/** The language of one text table: its translate function and the host's settings. */
export interface Language<Key extends string> extends HostTexts {
  /** Returns the text of a key with its placeholders filled. */
  readonly t: Translate<Key>
}

/**
 * Returns the language of one text table: the host's overrides, and the table's texts for all other keys. Each part of
 * a widget has its own table, so that a page does not load the texts of parts that it does not show.
 */
export const useTexts = <Key extends string>(table: Readonly<Record<Key, Text>>): Language<Key> => {
  const { locale, texts } = useClaude()
  return useMemo(() => {
    const overrides: { readonly [key: string]: Text | undefined } = texts
    return {
      locale,
      texts,
      t: (key, values) => {
        const override = overrides[key]
        return override === undefined
          ? // A newer server can send a word without a text.
            fillText(locale, table[key] ?? '', values, enCommon.language)
          : fillText(locale, override, values, texts.language)
      },
    }
  }, [locale, texts, table])
}
