/**
 * Returns the id of a Claude organization, or undefined if the value is none. An id has up to 100 letters, digits,
 * hyphens and underscores, so it is safe to store, log and show.
 */
export const parseOrganizationId = (value: unknown): string | undefined => {
  const id = typeof value === 'string' ? value.trim() : ''
  return /^[\w-]{1,100}$/.test(id) ? id : undefined
}
