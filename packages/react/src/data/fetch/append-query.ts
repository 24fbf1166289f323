/** Appends values to a path as a query string. Leaves out null, undefined and empty values. */
export const appendQuery = (path: string, values: Readonly<Record<string, string | null | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
