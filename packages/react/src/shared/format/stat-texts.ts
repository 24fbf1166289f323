import type { StatDefinition, Unit } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import type { StatField } from '../../texts/text-types.ts'
import type { Words } from './use-texts.ts'

type HostTexts = Pick<Words<never>, 'locale' | 'texts'>

/** Returns a text of a stat: the host's override, otherwise the catalog's text. Empty for a stat without caveat. */
export const statText = ({ texts }: HostTexts, stat: StatDefinition, field: StatField): string =>
  texts[`stat.${stat.id}.${field}`] ?? stat[field] ?? ''

/** Returns the name of a unit in the plural form for `value`, if the language's texts have one. */
export const unitText = ({ texts, locale }: HostTexts, unit: Unit, value = 2): string =>
  unit === '%' ? unit : fillText(locale, texts[`unit.${unit}`] ?? unit, { count: value })
