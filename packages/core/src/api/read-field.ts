import { maxCount } from '../stats/counters.ts'

// Reads fields of parsed JSON and checks their types, because the static types only describe what the API documents.

type Absent = null | undefined
/** Names of the fields of `Holder` that are declared with the type `Value`. */
type FieldOf<Holder, Value> = {
  [Field in keyof Holder]-?: NonNullable<Holder[Field]> extends Value ? Field : never
}[keyof Holder] &
  string

/**
 * Reads a count: an integer from 0 to `maxCount`. Null if the count or its block is absent or null.
 * @throws `WrongFieldError` for any other value.
 */
export const readCount = <Holder extends object>(
  holder: Holder | Absent,
  field: FieldOf<Holder, number>,
): number | null => {
  const value: unknown = holder?.[field]
  if (value == null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxCount) return value
  throw new WrongFieldError(holder, field)
}

/**
 * Reads a text. Null if the text or its block is absent or null.
 * @throws `WrongFieldError` for a value that is not a text.
 */
export const readText = <Holder extends object>(
  holder: Holder | Absent,
  field: FieldOf<Holder, string>,
): string | null => {
  const value: unknown = holder?.[field]
  if (value == null) return null
  if (typeof value === 'string') return value
  throw new WrongFieldError(holder, field)
}

/**
 * Reads a block of fields. Null if the block or the one around it is absent or null.
 * @throws `WrongFieldError` for a value that is not an object.
 */
export const readBlock = <Holder extends object, Field extends FieldOf<Holder, object>>(
  holder: Holder | Absent,
  field: Field,
): NonNullable<Holder[Field]> | null => {
  const value = holder?.[field]
  if (value == null) return null
  if (isObject(value)) return value
  throw new WrongFieldError(holder, field)
}

/**
 * Reads a list of objects.
 * @throws `WrongFieldError` if the list is missing or has an item that is not an object.
 */
export const readList = <Item extends object, Field extends string>(
  holder: { readonly [Name in Field]?: readonly Item[] },
  field: Field,
): readonly Item[] => {
  const items: unknown = holder[field]
  if (!Array.isArray(items)) throw new WrongFieldError(holder, field)
  const invalidIndex = items.findIndex((item) => !isObject(item))
  if (invalidIndex !== -1) throw new WrongFieldError(items, invalidIndex)
  return items
}

/** Whether a value is an object other than an array. */
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Step = string | number

/** Thrown when the value of a field does not have the documented type. */
export class WrongFieldError extends Error {
  override readonly name = 'WrongFieldError'
  readonly #holder: unknown
  readonly #field: Step

  constructor(holder: unknown, field: Step) {
    super(`The field ${field} has a value of an unexpected type.`)
    this.#holder = holder
    this.#field = field
  }

  /**
   * Finds the field's path in the whole answer, like `data[3].user.id`. The path is searched only after a failure, so
   * that reading stays fast.
   */
  findPath(answer: unknown): string {
    const steps = [...(findSteps(this.#holder, answer) ?? []), this.#field]
    return steps
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
      .join('')
      .slice(1)
  }
}

/** Finds the keys and indexes that lead from `whole` to `part`. Null if `whole` does not contain `part`. */
const findSteps = (part: unknown, whole: unknown): readonly Step[] | null => {
  if (part === whole) return []
  if (typeof whole !== 'object' || whole === null) return null
  for (const [step, inner] of Array.isArray(whole) ? whole.entries() : Object.entries(whole)) {
    const steps = findSteps(part, inner)
    if (steps) return [step, ...steps]
  }
  return null
}
