import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { DemoError } from './demo-error.ts'

/** A running HTTP server. */
export interface WebServer {
  readonly url: string
  /** Stops the server and closes its open connections. */
  readonly stop: () => Promise<void>
}

/**
 * Starts an HTTP server that only this machine can reach, because the demo lets anyone view Windmill as any person.
 * @param port - 0 for any free port.
 * @throws DemoError `port_in_use` or `port_not_allowed`.
 */
export const startWebServer = (port: number, fetch: (request: Request) => Promise<Response>): Promise<WebServer> =>
  new Promise((resolve, reject) => {
    const server = createServer(getRequestListener(fetch))
    server.once('error', (error: NodeJS.ErrnoException) => reject(toStartError(error, port)))
    server.listen(port, '127.0.0.1', () => {
      const { port: actualPort } = server.address() as AddressInfo
      resolve({
        url: `http://localhost:${actualPort}`,
        stop: () =>
          new Promise((resolveStop) => {
            server.close(() => resolveStop())
            server.closeAllConnections()
          }),
      })
    })
  })

const toStartError = (error: NodeJS.ErrnoException, port: number): Error => {
  const suggestedPort = port < 65_535 ? port + 1 : 4400
  const advice = `Choose another one, for example with PORT=${suggestedPort}.`
  if (error.code === 'EADDRINUSE') {
    return new DemoError('port_in_use', `Port ${port} is in use by another program. ${advice}`)
  }
  if (error.code === 'EACCES') {
    return new DemoError('port_not_allowed', `Port ${port} is reserved for the system's administrator. ${advice}`)
  }
  return error
}
