import { type ProductId, products, type StatDefinition, type StatId, type Unit } from '@windmill/claude-core'
import { fillText, type Text } from './text.ts'
import type { Words } from './use-texts.ts'

type StatField = 'label' | 'shortLabel' | 'description' | 'caveat'

/** What the catalog says in English, in another language. */
export type StatTexts = {
  readonly [Key in `stat.${StatId}.${Exclude<StatField, 'caveat'>}` | `product.${ProductId}.label`]: string
} & {
  readonly [Key in `unit.${Exclude<Unit, '%'>}`]: Text
} & CaveatTexts

/** Not every stat has one. */
type CaveatTexts = { readonly [Key in `stat.${StatId}.caveat`]?: string }

type Language = Pick<Words<never>, 'locale' | 'texts'>

/** What a stat is called or means: the host's words for it, else the catalog's. Empty where there is no caveat. */
export const statText = ({ texts }: Language, stat: StatDefinition, field: StatField): string =>
  texts[`stat.${stat.id}.${field}`] ?? stat[field] ?? ''

export const productText = ({ texts }: Language, product: ProductId): string =>
  texts[`product.${product}.label`] ?? products.find(({ id }) => id === product)?.label ?? product

/** A unit beside a value of it, in the right number where the language’s texts have one. */
export const unitText = ({ texts, locale }: Language, unit: Unit, value = 2): string =>
  unit === '%' ? unit : fillText(locale, texts[`unit.${unit}`] ?? unit, { count: value })
