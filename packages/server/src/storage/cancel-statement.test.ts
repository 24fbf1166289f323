import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { privateCertificate } from '../test/private-certificate.ts'
import { cancelStatement } from './cancel-statement.ts'

const key = { processID: 7, secretKey: -8 }
const request = Buffer.from('00000010' + '04d2162e' + '00000007' + 'fffffff8', 'hex')
const tlsRequest = Buffer.from('00000008' + '04d2162f', 'hex')

/** Starts a server that takes one request, with or without TLS, and closes the connection. */
const startServer = async (hasTls: boolean) => {
  const received: Buffer[] = []
  const takeRequest = (socket: Socket) =>
    socket.once('data', (data) => {
      received.push(data)
      socket.end()
    })
  const server = createServer((socket) => {
    if (!hasTls) takeRequest(socket)
    else
      socket.once('data', (data) => {
        received.push(data)
        socket.write('S', () => takeRequest(new TLSSocket(socket, { isServer: true, ...privateCertificate })))
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, received, close: () => server.close() }
}

test('sends the connection’s key for canceling, over TLS if the pool uses TLS', async () => {
  for (const hasTls of [false, true]) {
    const server = await startServer(hasTls)
    const ssl = hasTls && { ca: privateCertificate.cert }
    await cancelStatement({ host: '127.0.0.1', port: server.port, ssl }, key, 5_000)
    expect(server.received).toEqual(hasTls ? [tlsRequest, request] : [request])
    server.close()
  }
})

test('rejects when the server does not take the request, or the key for canceling is missing', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(cancelStatement({ host: '127.0.0.1', port }, key, 50)).rejects.toThrow('did not answer')
  server.close()
  await expect(cancelStatement({ host: '127.0.0.1', port: 1 }, key, 5_000)).rejects.toThrow('ECONNREFUSED')
  await expect(
    cancelStatement({ host: '127.0.0.1', port }, { processID: undefined, secretKey: undefined }, 50),
  ).rejects.toThrow('the key for canceling')
})
