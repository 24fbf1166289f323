import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCrossOrigin } from './find-cross-origin.ts'

interface Change {
  readonly url?: string
  readonly host?: string
  readonly origin?: string
  readonly publicOrigin?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Whether a change is accepted. */
const isAccepted = ({ url = 'http://app.test/', host, origin, publicOrigin, headers }: Change): boolean => {
  const request = new Request(url, { method: 'POST' })
  // `Request` would drop a `Host` header, and a server's request has one.
  const allHeaders = new Map(Object.entries({ host, origin, ...headers }))
  Object.defineProperty(request, 'headers', { value: { get: (name: string) => allHeaders.get(name) ?? null } })
  return findCrossOrigin(request, publicOrigin ?? null) === null
}

const origin = 'https://app.example.com'

describe('findCrossOrigin', () => {
  test.each<Change>([
    { url: 'https://app.example.com/x' },
    { url: 'http://app.example.com/x', origin: 'http://app.example.com' },
    { host: 'app.example.com' },
    { host: 'app.example.com:443' },
    { host: 'app.example.com:80' },
    { host: 'APP.Example.COM' },
    { host: 'app.example.com.' },
    { host: 'app.example.com', origin: 'HTTPS://App.Example.com:443' },
    { host: 'app.example.com', origin: 'http://app.example.com:80' },
    { host: 'app.example.com:8443', origin: 'https://app.example.com:8443' },
    { host: '[::1]:443', origin: 'https://[0:0:0:0:0:0:0:1]' },
    { host: 'münchen.example', origin: 'https://xn--mnchen-3ya.example' },
    { host: 'internal:3000', publicOrigin: 'https://app.example.com' },
    { host: 'internal:3000', publicOrigin: 'https://APP.example.com.:443' },
    { host: 'app.example.com', headers: { 'sec-fetch-site': '' } },
  ])('accepts the page’s own origin in every spelling: %o', (change) => {
    expect(isAccepted({ origin, ...change })).toBe(true)
  })

  test.each<Change>([
    {},
    { host: 'example.com' },
    { host: 'evil.app.example.com' },
    { host: 'app.example.com.evil.test' },
    { host: 'app.example.com:8443' },
    { host: 'app.example.com, evil.test' },
    { host: 'evil@app.example.com', origin: 'https://evil@app.example.com' },
    { host: 'app.example.com', origin: 'null' },
    { host: 'app.example.com', origin: '' },
    { host: 'app.example.com', origin: 'https://app.example.com https://evil.test' },
    { host: 'app.example.com', origin: 'app.example.com' },
    { host: 'app.example.com', origin: 'file://app.example.com' },
    { host: '', origin: 'https://' },
    // Without TLS, someone on the network can serve a page of the same host.
    { url: 'https://app.example.com/x', host: 'app.example.com', origin: 'http://app.example.com' },
    { host: 'internal:3000', publicOrigin: 'https://app.example.com', origin: 'http://app.example.com' },
    { host: 'internal:3000', headers: { 'x-forwarded-host': 'app.example.com', forwarded: 'host=app.example.com' } },
    { host: 'app.example.com', headers: { 'sec-fetch-site': 'cross-site' } },
    { host: 'app.example.com', headers: { 'sec-fetch-site': 'same-site' } },
    { host: 'app.example.com', headers: { 'sec-fetch-site': 'anything' } },
    { host: 'other.example.com', headers: { 'sec-fetch-site': '' } },
  ])('refuses every other origin: %o', (change) => {
    expect(isAccepted({ origin, ...change })).toBe(false)
  })

  test('accepts a change without Origin and Sec-Fetch-Site, because no browser sends such a change', () => {
    expect(isAccepted({ host: 'internal' })).toBe(true)
  })

  test('returns the origins that were compared', () => {
    const request = new Request('http://internal:3000/x', { method: 'PUT', headers: { origin } })
    expect(findCrossOrigin(request, 'https://public.example')).toEqual({
      fetchSite: null,
      origin,
      acceptedOrigins: ['http://internal:3000', 'https://internal:3000', 'https://public.example'],
    })
  })

  test('accepts exactly the origins that equal the request’s URL, its Host or the public origin', () => {
    const names = ['app.test', 'evil.test', 'a.app.test', 'app.test.evil.test', '[::1]', '127.0.0.1']
    const anyHost = fc.record({
      name: fc.constantFrom(...names),
      isUpperCase: fc.boolean(),
      hasDot: fc.boolean(),
      port: fc.constantFrom('', ':80', ':443', ':3000', ':8443'),
    })
    type Host = {
      readonly name: string
      readonly isUpperCase: boolean
      readonly hasDot: boolean
      readonly port: string
    }
    const writeHost = ({ name, isUpperCase, hasDot, port }: Host) =>
      `${isUpperCase ? name.toUpperCase() : name}${hasDot && /[a-z]$/.test(name) ? '.' : ''}${port}`
    const defaultPorts = { http: ':80', https: ':443' } as const
    const isSameHost = (scheme: 'http' | 'https', a: Host, b: Host) =>
      a.name === b.name && (a.port || defaultPorts[scheme]) === (b.port || defaultPorts[scheme])
    const anyScheme = fc.constantFrom('http' as const, 'https' as const)
    fc.assert(
      fc.property(
        fc.record({ scheme: anyScheme, host: anyHost }),
        fc.record({ scheme: anyScheme, host: anyHost }),
        fc.option(anyHost),
        fc.option(fc.record({ scheme: anyScheme, host: anyHost })),
        (page, own, header, publicPage) => {
          // The URL of a request drops the default port.
          const urlHost = own.host.port === defaultPorts[own.scheme] ? { ...own.host, port: '' } : own.host
          const ownHosts = [urlHost, header ?? urlHost]
          const isOwnScheme = page.scheme === own.scheme || own.scheme === 'http'
          // A proxy that ends TLS can name its own port 80 in the header.
          const isProxied = own.scheme === 'http' && page.scheme === 'https'
          const dropDefaultPort = (host: Host) => (isProxied && host.port === ':80' ? { ...host, port: '' } : host)
          const isExpected =
            (isOwnScheme && ownHosts.some((host) => isSameHost(page.scheme, page.host, dropDefaultPort(host)))) ||
            (isOwnScheme && ownHosts.some((host) => isSameHost(page.scheme, page.host, host))) ||
            (publicPage?.scheme === page.scheme && isSameHost(page.scheme, page.host, publicPage.host))
          expect(
            isAccepted({
              url: `${own.scheme}://${writeHost(own.host)}/x`,
              origin: `${page.scheme}://${writeHost(page.host)}`,
              ...(header && { host: writeHost(header) }),
              ...(publicPage && { publicOrigin: `${publicPage.scheme}://${writeHost(publicPage.host)}` }),
            }),
          ).toBe(isExpected)
        },
      ),
      { numRuns: 3000 },
    )
  })
})
