/** A path with a query of the values that there are. */
export const withQuery = (path: string, values: Readonly<Record<string, string | null | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
