/** Describes a value for an error message. Never reveals the contents of a string or an object: they may be secret. */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.trim() === '' ? 'an empty string' : 'a string'
  if (typeof value !== 'object') return `a ${typeof value}`
  if (Array.isArray(value)) return 'an array'
  return 'then' in value ? 'a promise that was not awaited' : 'an object'
}
