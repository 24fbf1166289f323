import type { StatDefinition, Unit } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import type { HostTexts } from './use-texts.ts'

/** Returns a name of a stat: the host's override, otherwise the catalog's name. */
export const getStatText = ({ texts }: HostTexts, stat: StatDefinition, field: 'label' | 'shortLabel'): string =>
  texts[`stat.${stat.id}.${field}`] ?? stat[field]

/**
 * Returns the name of a unit: the host's override in the plural form for `value`, otherwise the catalog's name, which
 * has one form.
 * @param value `@default 2`, for the plural.
 */
export const getUnitText = ({ texts, locale }: HostTexts, unit: Unit, value = 2): string =>
  unit === '%' ? unit : fillText(locale, texts[`unit.${unit}`] ?? unit, { count: value }, texts.language)
