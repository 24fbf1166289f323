import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { DemoError } from './demo-error.ts'

export interface WebServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Serves on this machine only: whoever reaches the demo may look through anyone's eyes. Throws a `DemoError` when the
 * port cannot be had.
 * @param port - 0 for any free one.
 */
export const listen = (port: number, fetch: (request: Request) => Promise<Response>): Promise<WebServer> =>
  new Promise((resolve, reject) => {
    const server = createServer(getRequestListener(fetch))
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)))
    server.listen(port, '127.0.0.1', () => {
      const { port: used } = server.address() as AddressInfo
      resolve({
        url: `http://localhost:${used}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped())
            server.closeAllConnections()
          }),
      })
    })
  })

const explain = (error: NodeJS.ErrnoException, port: number): Error => {
  const other = port < 65_535 ? port + 1 : 4400
  const advice = `Choose another one, for example with PORT=${other}.`
  if (error.code === 'EADDRINUSE') {
    return new DemoError('port_in_use', `Port ${port} is in use by another program. ${advice}`)
  }
  if (error.code === 'EACCES') {
    return new DemoError('port_not_allowed', `Port ${port} is reserved for the system's administrator. ${advice}`)
  }
  return error
}
