import { createHash } from 'node:crypto'
import { accountId } from '@windmill/claude-core'
import { CompactEncrypt } from 'jose'
import { describe, expect, test } from 'vitest'
import { keyring } from './keyring.ts'

const [oldBytes, newBytes] = ['old', 'new'].map((name) => createHash('sha256').update(name).digest())
const oldKey = String(oldBytes?.toString('base64'))
const newKey = String(newBytes?.toString('hex'))
const apiKey = 'sk-ant-api01-a-key-that-must-stay-secret'
const [acme, globex] = [accountId('acme'), accountId('globex')]

describe('keyring', () => {
  test.each<readonly [options: unknown, message: string]>([
    [undefined, 'The option keys of keyring is missing'],
    [oldKey, 'The option keys of keyring is missing'],
    [{ current: 'a' }, 'The option keys of keyring is missing'],
    [{ current: 'a', keys: oldKey }, 'The option keys of keyring is a string'],
    [{ current: 'a', keys: [oldKey] }, 'The option keys of keyring is an array'],
    [{ keys: { a: oldKey } }, 'The option current of keyring is missing'],
    [{ curent: 'a', keys: { a: oldKey } }, 'current is the most similar one'],
  ])('refuses options of another form, without quoting them', (options, message) => {
    const call = () => keyring(options as Parameters<typeof keyring>[0])
    expect(call).toThrow(expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining(message) }))
    expect(call).toThrow(expect.not.stringContaining(oldKey))
  })

  test('opens what it sealed for the same account', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    expect(await ring.open(acme, await ring.seal(acme, apiKey))).toBe(apiKey)
  })

  test('seals the same API key differently each time, and never in readable form', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const [first, second] = [await ring.seal(acme, apiKey), await ring.seal(acme, apiKey)]
    expect(first).not.toBe(second)
    expect(first).not.toContain(apiKey)
    for (const part of first.split('.')) {
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain(apiKey)
    }
  })

  test('does not open what was sealed for another account, even with a forged header', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const sealed = await ring.seal(acme, apiKey)
    await expect(ring.open(globex, sealed)).rejects.toMatchObject({ code: 'key_unreadable' })
    const [, ...partsAfterHeader] = sealed.split('.')
    const forgedHeader = { alg: 'dir', enc: 'A256GCM', kid: 'a', account: globex }
    const forged = [Buffer.from(JSON.stringify(forgedHeader)).toString('base64url'), ...partsAfterHeader].join('.')
    await expect(ring.open(globex, forged)).rejects.toMatchObject({ code: 'key_unreadable' })
  })

  test('seals with the current key and still opens what older keys sealed', async () => {
    const before = keyring({ current: 'a', keys: { a: oldKey } })
    const after = keyring({ current: 'b', keys: { a: oldKey, b: newKey } })
    expect(await after.open(acme, await before.seal(acme, apiKey))).toBe(apiKey)
    await expect(before.open(acme, await after.seal(acme, apiKey))).rejects.toMatchObject({ code: 'key_unreadable' })
  })

  test.each([
    ['dir', 'A128CBC-HS256'],
    ['A256KW', 'A256GCM'],
    ['A256GCMKW', 'A256GCM'],
    ['PBES2-HS256+A128KW', 'A256GCM'],
  ])('opens nothing that was sealed with another algorithm, even with the right key: %s %s', async (alg, enc) => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const sealed = await new CompactEncrypt(new TextEncoder().encode(apiKey))
      .setProtectedHeader({ alg, enc, kid: 'a', account: acme })
      .encrypt(oldBytes as Uint8Array)
    await expect(ring.open(acme, sealed)).rejects.toMatchObject({ code: 'key_unreadable' })
  })

  test('reveals no contents when a sealed key is damaged', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const sealed = await ring.seal(acme, apiKey)
    const damaged = `${sealed.slice(0, -10)}${sealed.at(-10) === 'A' ? 'B' : 'A'}${sealed.slice(-9)}`
    const error = await ring.open(acme, damaged).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'VaultError' })
    expect(error).not.toHaveProperty('cause')
    expect(String(error)).not.toContain(sealed.slice(20, 60))
  })

  test.each([
    ['a short key', Buffer.alloc(16).toString('base64')],
    ['text that is not base64', 'not a key at all, but quite a long text!!'],
  ])('rejects %s at creation, and says how to restore or create a key', (_, key) => {
    expect(() => keyring({ current: 'a', keys: { a: key } })).toThrow(
      /"a" is not 32 bytes.*restore.*openssl rand -base64 32/,
    )
  })

  test.each([Buffer.alloc(32), Buffer.alloc(32, 7), Buffer.alloc(32, 'ab'), Buffer.alloc(32, 'a fixed text')])(
    'rejects a key that is not random, without repeating it: %o',
    (bytes) => {
      for (const encoding of ['base64', 'base64url', 'hex'] as const) {
        const key = bytes.toString(encoding)
        const create = () => keyring({ current: 'a', keys: { a: oldKey, b: key } })
        expect(create).toThrow(/"b" is not random.*openssl rand -base64 32/)
        expect(create).not.toThrow(key)
      }
    },
  )

  test.each([undefined, '', '  '])(
    'rejects a key that is not set, and says to restore it before saying how to create one: %o',
    (key) => {
      const message = /"a" is not set.*restore that very key.*Only if there was none.*openssl rand/
      expect(() => keyring({ current: 'a', keys: { a: key } })).toThrow(message)
    },
  )

  test('rejects a current id that is not on the ring', () => {
    expect(() => keyring({ current: 'b', keys: { a: oldKey } })).toThrow(/"b"/)
  })
})
