import { isDay, type Period } from '@windmill/claude-core'

/** Whether a value of an answer is what the widgets expect. A check can add to an object what a server left out. */
export type Check = (value: unknown) => boolean

export const isText: Check = (value) => typeof value === 'string'
export const isFlag: Check = (value) => typeof value === 'boolean'
export const isAmount: Check = (value) => typeof value === 'number' && value >= 0
export const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0
export const isInstant: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value))

export const isOneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value)

export const isAnyOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))

export const isNullOr = (check: Check): Check => isAnyOf(isOneOf(null), check)
export const isAbsentOr = (check: Check): Check => isAnyOf(isOneOf(undefined), check)

export const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

type UnknownRecord = Record<string, unknown>

const isRecord = (value: unknown): value is UnknownRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Checks the fields of an object. Each field of the type has to be named. An object can have more fields. */
export const isObjectOf = <Value extends object>(fields: { readonly [Field in keyof Value]-?: Check }): Check => {
  const entries: readonly (readonly [string, Check])[] = Object.entries(fields)
  return (value) => isRecord(value) && entries.every(([field, check]) => check(value[field]))
}

/**
 * Checks an object with a value for each id. A server of another version may not send every id: the missing values are
 * added, so that they show as unknown. An object without any known id fails the check.
 */
export const isRecordOf =
  (ids: readonly string[], check: Check, createMissing: (record: UnknownRecord) => unknown): Check =>
  (value) => {
    if (!isRecord(value)) return false
    const knownIds = ids.filter((id) => value[id] !== undefined)
    if (knownIds.length === 0 || !knownIds.every((id) => check(value[id]))) return false
    const missing = createMissing(value[knownIds[0] as string] as UnknownRecord)
    for (const id of ids) value[id] ??= missing
    return true
  }

const hasTwoDays = isObjectOf<Period>({ from: isDay, to: isDay })
export const isPeriod: Check = (value) => hasTwoDays(value) && (value as Period).from <= (value as Period).to
