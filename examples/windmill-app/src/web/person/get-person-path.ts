/** Returns the path of a person's page. */
export const getPersonPath = (id: string): string => `/people/${encodeURIComponent(id)}`
