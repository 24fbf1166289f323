import { describe, expect, test } from 'vitest'
import { redactSecrets } from './redact-secrets.ts'
import { acme, testVault } from './test/test-host.ts'

const vaultKey = Buffer.from('a vault key of thirty-two bytes!')

describe('redactSecrets', () => {
  test.each([
    ['an Analytics key', 'sk-ant-api01-Zm9v_YmFy-0123456789', 'x-api-key: ', ', refused'],
    ['a key in JSON', 'sk-ant-api01-Zm9v_YmFy-0123456789', '{"apiKey":"', '"}'],
    ['a key in upper case', 'SK-ANT-API01-ZM9V_YMFY-0123456789', 'x-api-key: ', ', refused'],
    ['a key that is escaped for a URL', 'sk%2Dant%2Dapi01%2DZm9v%5FYmFy', '/users?key=', '&x=1'],
    ['a key as base64', btoa('sk-ant-api01-Zm9v_YmFy-0123456789'), 'authorization: Basic ', '.'],
    ['a vault key as base64', vaultKey.toString('base64'), 'KMS has no ', '.'],
    ['a vault key as hex', vaultKey.toString('hex'), 'KMS has no ', '.'],
    ['a password', 'p@ss/w:rd', 'no route to postgres://ada:', '@db.internal:5432/usage'],
    ['an e-mail address', 'ada.lovelace+lab@example.co.uk', 'Key (email)=(', ') already exists'],
    ['an e-mail address with non-ASCII letters', 'jürgen@müller.example', 'not found: <', '>'],
  ])('removes %s and keeps the text around it', (_, secret, before, after) => {
    const redacted = redactSecrets(`${before}${secret}${after}`)
    expect(redacted).not.toContain(secret)
    expect(redacted).toContain(before.split('postgres')[0])
    expect(redacted.endsWith(after)).toBe(true)
  })

  test('removes a sealed key', async () => {
    const sealed = await testVault.seal(acme, 'sk-ant-api01-0123456789')
    expect(redactSecrets(`cannot open ${sealed} here`)).toBe('cannot open [sealed] here')
  })

  test.each([
    '    at async Object.pull (file:///srv/app/node_modules/.pnpm/@hono+node-server@1.2.3_hono@4.9.1/node_modules/x/index.js:12:7)',
    '    at C:\\app\\node_modules\\@windmill\\claude-server\\dist\\integration.js:12:7',
    'relation "claude.directory_turns" does not exist',
    'The request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 to https://api.anthropic.com/v1/organizations failed (ECONNRESET).',
  ])('keeps harmless text: %s', (text) => {
    expect(redactSecrets(text)).toBe(text)
  })

  test.each(['x', 'a.', 'ada@', 'http://'])(
    'keeps a long string of repeated %s, without exceeding the test timeout',
    (part) => {
      const text = part.repeat(20_000)
      expect(redactSecrets(text)).toBe(text)
    },
  )

  test.each(['eyJ-', 'eyJ.', '-eyJ', 'eyJ-a.', 'cinv_-', 'sk-ant-', 'ant-', 'api01-', '0a-', 'a+', '%2', '&#'])(
    'takes linear time for a long string of repeated %s, so that it does not exceed the test timeout',
    (part) => {
      expect(redactSecrets(part.repeat(100_000))).not.toBe('')
    },
  )

  test('removes a token inside a string that only begins like a token', () => {
    expect(redactSecrets('eyJ-eyJa.b eyJ.eyJa.b.c.d.e')).toBe('eyJ-eyJa.b [sealed].e')
  })
})
