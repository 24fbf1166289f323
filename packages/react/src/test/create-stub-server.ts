import { createFakeServer, type FakeServer, type FakeServerOptions } from '../testing/create-fake-server.ts'
import { enforceContract } from './enforce-contract.ts'

export type { FakeServerOptions as StubServerOptions, SentRequest } from '../testing/create-fake-server.ts'
export type StubServer = FakeServer

/** Creates a fake server that checks the contract of every exchange. */
export const createStubServer = (options: FakeServerOptions = {}): StubServer => {
  const server = createFakeServer(options)
  const handler = enforceContract('/api/claude', server.handler)
  return {
    ...server,
    handler,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted()
      const response = await handler(new Request(new URL(String(input), 'http://windmill.test'), init))
      if (response.type === 'error') throw new TypeError('Failed to fetch')
      return response
    },
  }
}
