/**
 * Returns the id of a Claude organization, or undefined if the value is not one. An id has up to 100 letters, digits,
 * hyphens and underscores, so it is safe to store, log and show. A UUID is returned in lower case. An id that a proxy
 * repeated, separated by a comma, counts once.
 */
export const parseOrganizationId = (value: unknown): string | undefined => {
  const [id = '', ...others] = new Set(typeof value === 'string' ? value.split(',').map(normalizeId) : [])
  return others.length === 0 && /^[\w-]{1,100}$/.test(id) ? id : undefined
}

const normalizeId = (text: string): string => {
  const id = text.trim()
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? id.toLowerCase() : id
}
