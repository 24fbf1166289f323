/** Maximum number of ids in a message. */
export const maxNamedIds = 5

/** Lists the first ids for a message, and counts the others. */
export const formatIds = (ids: readonly string[]): string => {
  const hiddenCount = ids.length - maxNamedIds
  return hiddenCount > 0 ? `${ids.slice(0, maxNamedIds).join(', ')} and ${hiddenCount} more` : ids.join(', ')
}
