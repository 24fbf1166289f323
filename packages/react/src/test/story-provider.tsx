import { createContext, type ReactNode, useContext } from 'react'
import { type Appearance, ClaudeProvider, type ClaudeProviderProps } from '../provider.tsx'
import { de } from '../texts/de.ts'
import type { TextOverrides } from '../texts/en.ts'

/** The texts of the languages that Storybook's toolbar offers beside English, by locale. */
const languages: Readonly<Record<string, TextOverrides>> = { de }

/** What Storybook's toolbar says. */
export const StoryLocale = createContext('en-GB')
export const StoryAppearance = createContext<Appearance>('auto')

/** `ClaudeProvider` in the toolbar's language and theme. */
export const StoryProvider = (props: Omit<ClaudeProviderProps, 'locale' | 'texts'>): ReactNode => {
  const locale = useContext(StoryLocale)
  const texts = languages[locale]
  const appearance = useContext(StoryAppearance)
  return <ClaudeProvider locale={locale} appearance={appearance} {...(texts && { texts })} {...props} />
}
