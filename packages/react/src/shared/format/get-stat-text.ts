import type { StatDefinition, Unit } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import type { HostTexts } from './use-texts.ts'

/** Returns a name of a stat: the host's override, otherwise the catalog's name. */
export const getStatText = ({ texts }: HostTexts, stat: StatDefinition, field: 'label' | 'shortLabel'): string =>
  texts[`stat.${stat.id}.${field}`] ?? stat[field]

/**
 * Returns the name of a unit in the plural form for `value`: the host's override, otherwise the catalog's English name.
 * @param value `@default 2`, for the plural.
 */
export const getUnitText = ({ texts, locale }: HostTexts, unit: Unit, value = 2): string => {
  if (unit === '%') return unit
  const override = texts[`unit.${unit}`]
  if (override !== undefined) return fillText(locale, override, { count: value }, texts.language)
  // The catalog's names are regular English plurals.
  return value === 1 ? unit.slice(0, -1) : unit
}
