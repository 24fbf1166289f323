/** The fields of a connection that the order depends on. */
interface Connection {
  /** Null until it is known. */
  readonly organizationId: string | null
}

/**
 * Orders connections so that the accounts of one organization are far apart: first one account of each organization,
 * then a second account of each organization, and so on. The accounts of one organization share a request budget and
 * wait for each other, so accounts of other organizations can run while an account waits. The accounts of each of these
 * rounds keep their order.
 */
export const orderByOrganization = <Given extends Connection>(connections: readonly Given[]): readonly Given[] => {
  const counts = new Map<string, number>()
  const rounds: Given[][] = []
  for (const connection of connections) {
    const { organizationId } = connection
    const round = organizationId === null ? 0 : (counts.get(organizationId) ?? 0)
    if (organizationId !== null) counts.set(organizationId, round + 1)
    rounds[round] ??= []
    rounds[round]?.push(connection)
  }
  return rounds.flat()
}
