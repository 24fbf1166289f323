import { type ProductId, products, type StatDefinition, type Unit } from '@windmill/claude-core'
import type { StatField } from '../../texts/text-types.ts'
import { fillText } from './fill-text.ts'
import type { Words } from './use-texts.ts'

type Language = Pick<Words<never>, 'locale' | 'texts'>

/** What a stat is called or means: the host's words for it, else the catalog's. Empty where there is no caveat. */
export const statText = ({ texts }: Language, stat: StatDefinition, field: StatField): string =>
  texts[`stat.${stat.id}.${field}`] ?? stat[field] ?? ''

export const productText = ({ texts }: Language, product: ProductId): string =>
  texts[`product.${product}.label`] ?? products.find(({ id }) => id === product)?.label ?? product

/** A unit beside a value of it, in the right number where the language’s texts have one. */
export const unitText = ({ texts, locale }: Language, unit: Unit, value = 2): string =>
  unit === '%' ? unit : fillText(locale, texts[`unit.${unit}`] ?? unit, { count: value })
