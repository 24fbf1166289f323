import pg from 'pg'

/** The parts of a `pg` connection that its types leave out. */
interface Connection extends pg.Connection {
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processID: number, secretKey: number): void
}

/** Ids that the server gave a connection when it was opened. Undefined if the driver does not expose them. */
export interface BackendKey {
  readonly processID: number | undefined
  readonly secretKey: number | undefined
}

/**
 * Cancels the running statement of a connection, with the protocol's cancel request. The request needs no free
 * connection of the server, and PgBouncer passes it on. Resolves when the request has been handled.
 * @param options - The options of the pool, for the address and TLS.
 */
export const cancelStatement = async (options: pg.PoolConfig, key: BackendKey, timeoutMs: number): Promise<void> => {
  const { processID, secretKey } = key
  if (processID === undefined || secretKey === undefined)
    throw new Error('the driver does not expose the key for canceling')
  // This client never connects. It only resolves the address and the TLS options, also from environment variables.
  const { connection, host, port, ssl, sslNegotiation } = new pg.Client(options) as pg.Client & {
    readonly connection: Connection
    readonly sslNegotiation?: string
  }
  const sendRequest = (): void => connection.cancel(processID, secretKey)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // The server closes the connection without an answer.
  connection.on('error', reject).on('end', resolve).on('sslconnect', sendRequest)
  connection.on('connect', () => {
    if (!ssl) sendRequest()
    else if (sslNegotiation !== 'direct') connection.requestSsl()
  })
  const timer = setTimeout(() => reject(new Error('the server did not answer')), timeoutMs)
  try {
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
    else connection.connect(port, host)
    await promise
  } finally {
    clearTimeout(timer)
    connection.stream.destroy()
  }
}
