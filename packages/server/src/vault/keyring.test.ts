import { accountId } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import { keyring } from './keyring.ts'

const oldKey = Buffer.alloc(32, 1).toString('base64')
const newKey = Buffer.alloc(32, 2).toString('hex')
const apiKey = 'sk-ant-api01-a-key-that-must-stay-secret'
const [acme, globex] = [accountId('acme'), accountId('globex')]

describe('keyring', () => {
  it('opens what it sealed, for the account it was sealed for', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    expect(await ring.open(acme, await ring.seal(acme, apiKey))).toBe(apiKey)
  })

  it('seals the same key differently each time, and never shows it', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const [one, other] = [await ring.seal(acme, apiKey), await ring.seal(acme, apiKey)]
    expect(one).not.toBe(other)
    expect(one).not.toContain(apiKey)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain(apiKey)
  })

  it('does not open what was sealed for another account, even under its name', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const sealed = await ring.seal(acme, apiKey)
    await expect(ring.open(globex, sealed)).rejects.toMatchObject({ code: 'key_unreadable' })
    const [, ...rest] = sealed.split('.')
    const forged = { alg: 'dir', enc: 'A256GCM', kid: 'a', account: globex }
    const moved = [Buffer.from(JSON.stringify(forged)).toString('base64url'), ...rest].join('.')
    await expect(ring.open(globex, moved)).rejects.toMatchObject({ code: 'key_unreadable' })
  })

  it('rotates: seals with the current key, and still opens what older ones sealed', async () => {
    const before = keyring({ current: 'a', keys: { a: oldKey } })
    const after = keyring({ current: 'b', keys: { a: oldKey, b: newKey } })
    expect(await after.open(acme, await before.seal(acme, apiKey))).toBe(apiKey)
    await expect(before.open(acme, await after.seal(acme, apiKey))).rejects.toMatchObject({ code: 'key_unreadable' })
  })

  it('says nothing of the contents when a seal is broken', async () => {
    const ring = keyring({ current: 'a', keys: { a: oldKey } })
    const sealed = await ring.seal(acme, apiKey)
    const error = await ring.open(acme, `${sealed.slice(0, -2)}AA`).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'VaultError' })
    expect(error).not.toHaveProperty('cause')
    expect(String(error)).not.toContain(sealed.slice(20, 60))
  })

  it.each([
    ['a short key', Buffer.alloc(16).toString('base64')],
    ['no base64', 'not a key at all, but quite a long text!!'],
  ])('refuses %s at the start, and says to restore it or how to make one', (_, key) => {
    expect(() => keyring({ current: 'a', keys: { a: key } })).toThrow(
      /"a" is not 32 bytes.*restore.*openssl rand -base64 32/,
    )
  })

  it.each([undefined, '', '  '])('says of a key that is not set to restore it, before how to make one: %o', (key) => {
    const refusal = /"a" is not set.*restore that very key.*Only if there was none.*openssl rand/
    expect(() => keyring({ current: 'a', keys: { a: key } })).toThrow(refusal)
  })

  it('refuses a current id that is not on the ring', () => {
    expect(() => keyring({ current: 'b', keys: { a: oldKey } })).toThrow(/"b"/)
  })
})
