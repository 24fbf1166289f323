import { maxCount } from '../stats/counters.ts'

// Reads parsed JSON of which only is hoped that it is as its type says, field by field.

type Absent = null | undefined
/** The names of the fields that are said to hold such a value. */
type FieldOf<Holder, Value> = {
  [Field in keyof Holder]-?: NonNullable<Holder[Field]> extends Value ? Field : never
}[keyof Holder] &
  string

/** A count, null where it or its block is absent or null: an integer from 0 that fits PostgreSQL's `integer`. */
export const count = <Holder extends object>(
  holder: Holder | Absent,
  field: FieldOf<Holder, number>,
): number | null => {
  const value: unknown = holder?.[field]
  if (value == null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxCount) return value
  throw new WrongField(holder, field)
}

/** A text, null where it or its block is absent or null. */
export const text = <Holder extends object>(holder: Holder | Absent, field: FieldOf<Holder, string>): string | null => {
  const value: unknown = holder?.[field]
  if (value == null) return null
  if (typeof value === 'string') return value
  throw new WrongField(holder, field)
}

/** A block of fields, null where it or the block around it is absent or null. */
export const block = <Holder extends object, Field extends FieldOf<Holder, object>>(
  holder: Holder | Absent,
  field: Field,
): NonNullable<Holder[Field]> | null => {
  const value = holder?.[field]
  if (value == null) return null
  if (isObject(value)) return value
  throw new WrongField(holder, field)
}

/** A list of objects, which may not be absent. */
export const list = <Item extends object, Field extends string>(
  holder: { readonly [Name in Field]?: readonly Item[] },
  field: Field,
): readonly Item[] => {
  const items: unknown = holder[field]
  if (!Array.isArray(items)) throw new WrongField(holder, field)
  const odd = items.findIndex((item) => !isObject(item))
  if (odd !== -1) throw new WrongField(items, odd)
  return items
}

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Step = string | number

/** A field has a value of another type than the API documents. */
export class WrongField extends Error {
  override readonly name = 'WrongField'
  readonly #holder: unknown
  readonly #field: Step

  constructor(holder: unknown, field: Step) {
    super(`The field ${field} has a value of an unexpected type.`)
    this.#holder = holder
    this.#field = field
  }

  /** The field's place in the answer that it is a part of: `data[3].user.id`. Looked for only now, so that reading is quick. */
  placeIn(answer: unknown): string {
    const steps = [...(stepsTo(this.#holder, answer) ?? []), this.#field]
    return steps
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
      .join('')
      .slice(1)
  }
}

const stepsTo = (part: unknown, whole: unknown): readonly Step[] | null => {
  if (part === whole) return []
  if (typeof whole !== 'object' || whole === null) return null
  for (const [step, inner] of Array.isArray(whole) ? whole.entries() : Object.entries(whole)) {
    const steps = stepsTo(part, inner)
    if (steps) return [step, ...steps]
  }
  return null
}
