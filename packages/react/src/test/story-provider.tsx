import { createContext, type ReactNode, useContext } from 'react'
import { ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import { de } from '../texts/de.ts'
import type { TextOverrides } from '../texts/en.ts'

/** The texts of the languages that Storybook's toolbar offers beside English, by locale. */
const languages: Readonly<Record<string, TextOverrides>> = { de }

/** What Storybook's toolbar says. */
export const StoryLocale = createContext('en-GB')

/** `ClaudeProvider` in the toolbar's language. */
export const StoryProvider = (props: Omit<ClaudeProviderProps, 'locale' | 'texts'>): ReactNode => {
  const locale = useContext(StoryLocale)
  const texts = languages[locale]
  return <ClaudeProvider locale={locale} {...(texts && { texts })} {...props} />
}
