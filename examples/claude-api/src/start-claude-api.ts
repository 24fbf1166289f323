import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ClaudeApi, type ClaudeApiOptions, createClaudeApi } from './claude-api.ts'

/** A stand-in that listens on a loopback port of this machine. */
export interface RunningClaudeApi extends ClaudeApi {
  /** Base URL without a trailing slash. */
  readonly url: string
  /** Closes all connections and frees the port. */
  readonly close: () => Promise<void>
}

/** Options of `startClaudeApi`. */
interface StartOptions extends ClaudeApiOptions {
  /** Port to listen on. 0 picks a free port. `@default` 0 */
  readonly port?: number
  /** Called for each request, before it is answered. */
  readonly onRequest?: (request: IncomingMessage) => void
}

/** Address to listen on. It is the loopback address, because the control routes need no key. */
const host = '127.0.0.1'

/**
 * Starts a stand-in on a loopback port and returns it with its URL.
 *
 * @throws Error with a `node:net` code, such as `EADDRINUSE`, when the port cannot be opened.
 * @throws RangeError or TypeError for invalid options, as from `createClaudeApi`.
 */
export const startClaudeApi = async ({
  port = 0,
  onRequest,
  ...options
}: StartOptions = {}): Promise<RunningClaudeApi> => {
  const api = createClaudeApi(options)
  const server = createServer((incoming, outgoing) => {
    onRequest?.(incoming)
    serve(api, incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  return {
    ...api,
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Passes a request to the stand-in and writes its response. Rejects when no complete response can be written. */
const serve = async (api: ClaudeApi, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const disconnected = new AbortController()
  outgoing.once('close', () => disconnected.abort())
  const method = incoming.method ?? 'GET'
  const request = new Request(`http://${host}${incoming.url}`, {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: method === 'GET' || method === 'HEAD' ? null : await text(incoming),
    signal: disconnected.signal,
  })
  const response = await api.fetch(request)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const isCompressed = response.headers.get('content-encoding') === 'gzip'
  const body = isCompressed ? response.body?.pipeThrough(new CompressionStream('gzip')) : response.body
  for await (const chunk of body ?? []) {
    // Wait until each chunk is written. Otherwise, an error later in the body would discard it.
    await new Promise<void>((resolve, reject) => outgoing.write(chunk, (error) => (error ? reject(error) : resolve())))
  }
  outgoing.end()
}
