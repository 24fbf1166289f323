import { describe, expect, test } from 'vitest'
import { explainConnectionFailure } from './explain-connection-failure.ts'

const proxy = 'http://ada:secret@proxy.example:8080'

/** Explains a failure in a process with these environment variables and options. */
const explain = (
  code: string | undefined,
  env: Readonly<Record<string, string>> = {},
  execArgv: readonly string[] = [],
) => explainConnectionFailure(code, { env, execArgv }, 'api.anthropic.com')

describe('explainConnectionFailure', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])(
    'names NODE_USE_ENV_PROXY if %s is set and ignored, and never the proxy itself',
    (name) => {
      for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', undefined]) {
        const text = explain(code, { [name]: proxy })
        expect(text).toContain(`${name} is set, but Node.js ignores it. Start the server with NODE_USE_ENV_PROXY=1`)
        expect(text).not.toMatch(/secret|proxy\.example/)
      }
    },
  )

  test.each<readonly [env: Readonly<Record<string, string>>, execArgv: readonly string[]]>([
    [{ NODE_USE_ENV_PROXY: '1' }, []],
    [{ NODE_OPTIONS: '--max-http-header-size=9999 --use-env-proxy' }, []],
    [{}, ['--use-env-proxy']],
  ])('says to check the proxy if Node.js uses it: %o, %o', (env, execArgv) => {
    expect(explain('ECONNREFUSED', { ...env, HTTPS_PROXY: proxy }, execArgv)).toMatch(
      /^The proxy of HTTPS_PROXY is used\./,
    )
  })

  test.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ])('names NODE_EXTRA_CA_CERTS and --use-system-ca for %s, even with a proxy', (code) => {
    for (const env of [{}, { HTTPS_PROXY: proxy }]) {
      expect(explain(code, env)).toMatch(/NODE_EXTRA_CA_CERTS=.* --use-system-ca/)
    }
  })

  test('names the clock for an expired certificate, and DNS and the proxy for an unknown name', () => {
    expect(explain('CERT_HAS_EXPIRED')).toContain('clock')
    for (const code of ['ENOTFOUND', 'EAI_AGAIN']) expect(explain(code)).toMatch(/DNS.*HTTPS_PROXY/)
  })

  test.each(['ALL_PROXY', 'all_proxy'])('says that Node.js ignores %s, whether it uses a proxy or not', (name) => {
    for (const env of [{}, { NODE_USE_ENV_PROXY: '1' }]) {
      const text = explain('ECONNREFUSED', { ...env, [name]: proxy })
      expect(text).toContain(`${name} is set, but Node.js ignores it. Set HTTPS_PROXY`)
      expect(text).not.toMatch(/secret|proxy\.example/)
    }
  })

  test.each([
    ['api.anthropic.com', true],
    ['localhost, API.anthropic.com:443', true],
    ['.anthropic.com', true],
    ['*.anthropic.com', true],
    ['*', true],
    ['anthropic.com', false],
    ['', false],
  ])('says that a proxy is not used if NO_PROXY names the host: %s', (NO_PROXY, isNamed) => {
    const text = explain('ENOTFOUND', { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, NO_PROXY })
    expect(text).toMatch(isNamed ? /^NO_PROXY names the host/ : /^The proxy of HTTPS_PROXY is used/)
  })

  test('adds nothing to a failure without a likely cause', () => {
    for (const code of ['ECONNRESET', undefined]) expect(explain(code, { HTTPS_PROXY: '' })).toBe('')
  })
})
