import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of a database server. */
export interface SilenceableProxy {
  /** The URL of the database, through the proxy. */
  readonly url: string
  /**
   * Stops forwarding on all open connections without closing them, like a firewall that has forgotten these
   * connections. Connections that are opened later work.
   */
  readonly silence: () => void
  /** Number of chunks that clients have sent into silence so far. */
  readonly countLostChunks: () => number
  /** Number of connections opened so far. */
  readonly countConnections: () => number
  readonly close: () => Promise<void>
}

/** Starts a proxy in front of the server of a database URL. */
export const startSilenceableProxy = async (databaseUrl: string): Promise<SilenceableProxy> => {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const forwardingClients = new Set<Socket>()
  let lostChunks = 0
  let connections = 0

  const server = createServer((client) => {
    connections += 1
    const upstream = connect(Number(target.port || 5432), target.hostname)
    forwardingClients.add(client)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from
        .on('data', (chunk) => {
          if (forwardingClients.has(client)) to.write(chunk)
          else if (from === client) lostChunks += 1
        })
        .on('error', () => {})
        .on('close', () => forwardingClients.has(client) && to.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address ? address.port : 0)

  return {
    url: url.href,
    silence: () => forwardingClients.clear(),
    countLostChunks: () => lostChunks,
    countConnections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
