import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { privateCertificate } from '../test/private-certificate.ts'
import { createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const apiKey = 'sk-ant-api01-0123456789abcdef'

/** Starts a server for the current test, and returns its port. */
const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** Checks a key at an address, and returns the error that an admin sees. */
const checkKeyAt = async (baseUrl: string) => {
  const host = createTestHost({ clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')), claudeApi: { baseUrl } })
  const response = await host.request('admin:ceo', '/connection/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  })
  return (await response.json()) as { readonly code: string; readonly detail: string }
}

/** Sets environment variables for the current test. */
const setEnv = (variables: Readonly<Record<string, string | undefined>>) => {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  onTestFinished(() => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  })
}

describe('a connection that fails', () => {
  test('names the setting for a private certificate authority', async () => {
    const port = await listen(createTlsServer(privateCertificate))
    const { code, detail } = await checkKeyAt(`https://localhost:${port}`)
    expect(code).toBe('api_unreachable')
    expect(detail).toMatch(/\(DEPTH_ZERO_SELF_SIGNED_CERT\)\..*NODE_EXTRA_CA_CERTS=/)
  })

  test('names NODE_USE_ENV_PROXY, but not the address of the proxy, if a proxy is set and ignored', async () => {
    setEnv({ HTTPS_PROXY: 'http://ada:secret@proxy.example:3128', NODE_USE_ENV_PROXY: '' })
    const { code, detail } = await checkKeyAt('http://127.0.0.1:1')
    expect(code).toBe('api_unreachable')
    expect(detail).toMatch(/failed( \([A-Z]+\))?\. HTTPS_PROXY is set, but Node.js ignores it\./)
    expect(detail).not.toMatch(/secret|proxy\.example/)
  })

  test('goes through the proxy if Node.js is started with NODE_USE_ENV_PROXY=1', async () => {
    const api = createServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end('{"data":[],"has_more":false,"next_page":null}')
    })
    const apiPort = await listen(api)
    const targets: string[] = []
    const proxy = createServer()
    proxy.on('connect', ({ url = '' }, socket: Socket) => {
      targets.push(url)
      const tunnel = connect(apiPort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        tunnel.pipe(socket).pipe(tunnel)
      })
      for (const end of [tunnel, socket]) end.on('error', () => socket.destroy())
    })
    const proxyPort = await listen(proxy)
    const script = `
      const { createAnalyticsClient } = await import(${JSON.stringify(clientModule)})
      const client = createAnalyticsClient({ apiKey: ${JSON.stringify(apiKey)}, baseUrl: 'http://api.test' })
      await client.probe('users', '2026-11-20')`
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://127.0.0.1:${proxyPort}`,
      NO_PROXY: '',
    }
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    expect(targets).toEqual(['api.test:80'])
  })
})

const clientModule = new URL('../../../core/src/api/index.ts', import.meta.url).href
