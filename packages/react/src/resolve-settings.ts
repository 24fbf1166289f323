import type { TextOverrides } from './texts/en/index.ts'

/** `auto` follows the `color-scheme` of the page. */
export type ColorScheme = 'light' | 'dark' | 'auto'

/**
 * The color scheme of the widgets, with or without high contrast. The high-contrast values need the stylesheet
 * `@windmill/claude-react/high-contrast.css`.
 */
export type Appearance = ColorScheme | `${ColorScheme}-high-contrast`

/** The settings of a provider that a host can get wrong. */
interface Settings {
  readonly baseUrl: string
  readonly locale: string
  readonly texts: TextOverrides
  readonly appearance: Appearance
}

const noOverrides: TextOverrides = {}
const defaults: Settings = { baseUrl: '/api/claude', locale: 'en-GB', texts: noOverrides, appearance: 'auto' }
const appearancePattern = /^(light|dark|auto)(-high-contrast)?$/

/**
 * Returns usable settings from the settings that a host passes, and a warning for each wrong setting. A host without
 * TypeScript can pass anything. A wrong setting never breaks the host's page: a locale is interpreted as well as
 * possible, and any other wrong setting is replaced by its default.
 */
export const resolveSettings = (
  given: { readonly [Name in keyof Settings]?: unknown },
): Settings & { readonly warnings: readonly string[] } => {
  const warnings: string[] = []
  const resolve = <Name extends keyof Settings>(name: Name, isUsable: (value: unknown) => boolean): Settings[Name] => {
    const value = given[name] ?? defaults[name]
    if (given[name] !== null && isUsable(value)) return value as Settings[Name]
    warnings.push(`${describeWrongSetting(name, given[name])} The default is used instead.`)
    return defaults[name]
  }
  const locale = resolveLocale(given.locale, warnings)
  return {
    baseUrl: resolve('baseUrl', (value) => typeof value === 'string'),
    texts: resolveLanguage(
      resolve('texts', (value) => typeof value === 'object'),
      locale,
      warnings,
    ),
    appearance: resolve('appearance', (value) => typeof value === 'string' && appearancePattern.test(value)),
    locale,
    warnings,
  }
}

const describeWrongSetting = (name: string, value: unknown): string =>
  `ClaudeProvider got ${typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value)} as ${name}, which cannot be used.`

/**
 * Returns a usable locale. Also accepts POSIX names such as `en_US.UTF-8`, the value of an `Accept-Language` header,
 * and a list of tags.
 */
const resolveLocale = (given: unknown, warnings: string[]): string => {
  if (given === undefined) return defaults.locale
  if (isLocale(given)) return given
  const tags = (Array.isArray(given) ? given : String(given).split(',')).map((tag) =>
    String(tag)
      .replace(/[;.@].*/, '')
      .trim()
      .replaceAll('_', '-'),
  )
  const locale = tags.find(isLocale) ?? defaults.locale
  warnings.push(
    `${describeWrongSetting('locale', given)} Numbers and dates are formatted for ${locale}. Pass a BCP 47 tag, such as de-DE.`,
  )
  return locale
}

/** Replaces an unusable language of the texts by the locale, which then decides the plural forms. */
const resolveLanguage = (texts: TextOverrides, locale: string, warnings: string[]): TextOverrides => {
  if (texts.language === undefined || isLocale(texts.language)) return texts
  warnings.push(`${describeWrongSetting('texts.language', texts.language)} Plural forms follow the locale ${locale}.`)
  return { ...texts, language: locale }
}

/**
 * Whether numbers and dates can be formatted for a tag. For any other tag, each runtime would use a default of its own.
 */
const isLocale = (tag: unknown): tag is string => {
  try {
    return typeof tag === 'string' && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
