/**
 * Returns the id of a Claude organization, or undefined if the value is none. An id has up to 100 letters, digits,
 * hyphens and underscores, so it is safe to store, log and show. A header that a proxy doubled names its id twice.
 */
export const parseOrganizationId = (value: unknown): string | undefined => {
  const [id = '', ...others] = new Set(typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [])
  return others.length === 0 && /^[\w-]{1,100}$/.test(id) ? id : undefined
}
