/** What something is, in words, for an error that says what it should have been. Never what a text or an object holds. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : 'a text'
  if (typeof value !== 'object') return `a ${typeof value}`
  if (Array.isArray(value)) return 'a list'
  return 'then' in value ? 'a promise that was not awaited' : 'an object'
}
