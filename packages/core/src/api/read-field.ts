import { maxCount } from '../stats/counters.ts'

// Reads fields of parsed JSON and checks their types, because the static types only describe what the API documents.

type Absent = null | undefined
/** Names of the fields of `Holder` that are declared with the type `Value`. */
type FieldOf<Holder, Value> = {
  [Field in keyof Holder]-?: NonNullable<Holder[Field]> extends Value ? Field : never
}[keyof Holder] &
  string

/**
 * Reads a count: an integer from 0 to `maxCount`. Null if the field is absent or null, or if `holder` is.
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
 * Reads a string. Null if the field is absent or null, or if `holder` is.
 * @throws `WrongFieldError` for a value that is not a string.
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
 * Reads a block of fields. Null if the field is absent or null, or if `holder` is.
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

/** Whether a value is an object other than an array. */
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Thrown when the value of a field does not have the documented type. */
export class WrongFieldError extends Error {
  override readonly name = 'WrongFieldError'
  readonly #holder: unknown
  readonly #field: string

  constructor(holder: unknown, field: string) {
    super(`The field ${field} has a value of an unexpected type.`)
    this.#holder = holder
    this.#field = field
  }

  /** Finds the field's path in a row, like `user.id`. Searches only after a failure, so that reading stays fast. */
  findPath(row: object): string {
    return [...(findNames(this.#holder, row, maxDepth) ?? []), this.#field].join('.')
  }
}

/**
 * Maximum number of names before the field in a path. The longest path that is read has three, as in
 * `claude_code_metrics.core_metrics.lines_of_code.added_count`.
 */
const maxDepth = 4

/** Finds the names of the fields that lead from `whole` to `part`. Null if `whole` does not contain `part`. */
const findNames = (part: unknown, whole: unknown, depth: number): readonly string[] | null => {
  if (part === whole) return []
  if (depth === 0 || !isObject(whole)) return null
  for (const [name, inner] of Object.entries(whole)) {
    const names = findNames(part, inner, depth - 1)
    if (names) return [name, ...names]
  }
  return null
}
