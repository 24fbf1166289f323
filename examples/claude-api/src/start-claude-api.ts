import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ClaudeApi, type ClaudeApiOptions, createClaudeApi } from './claude-api.ts'

export interface RunningClaudeApi extends ClaudeApi {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Cuts every connection and frees the port. */
  readonly close: () => Promise<void>
}

/** It answers whoever asks and its control routes need no key, so it is never reachable from elsewhere. */
const host = '127.0.0.1'

/**
 * The stand-in behind a port of this machine; a free one when none is given.
 * Rejects with the error of `node:net` when the port cannot be had: `EADDRINUSE` when it is taken.
 */
export const startClaudeApi = async ({
  port = 0,
  ...options
}: ClaudeApiOptions & { readonly port?: number } = {}): Promise<RunningClaudeApi> => {
  const api = createClaudeApi(options)
  const server = createServer((incoming, outgoing) => {
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

const serve = async (api: ClaudeApi, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const left = new AbortController()
  outgoing.once('close', () => left.abort())
  const method = incoming.method ?? 'GET'
  const parts: RequestInit = {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    signal: left.signal,
  }
  const body = method === 'GET' || method === 'HEAD' ? null : await text(incoming)
  const request = new Request(`http://${host}${incoming.url}`, { ...parts, body })
  const response = await api.fetch(request)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  for await (const chunk of response.body ?? []) {
    // Written before the next part is asked for: what was sent before a body breaks off does arrive.
    await new Promise<void>((resolve, reject) => outgoing.write(chunk, (error) => (error ? reject(error) : resolve())))
  }
  outgoing.end()
}
