import { type ClaudeUser, claudeUserId } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { createStoredUserCache } from './stored-user-cache.ts'

const user = (number: number, email: string | null = `${number}@example.com`): ClaudeUser => ({
  id: claudeUserId(`user_${number}`),
  email,
})

test('omits exactly the users that storage has with the same e-mail', () => {
  const cache = createStoredUserCache()
  cache.add([user(1), user(2, null)])
  const all = [user(1), user(1, null), user(1, 'one@example.com'), user(2, null), user(2), user(3)]
  expect([...cache.omitStored(all)]).toEqual([user(1, 'one@example.com'), user(2), user(3)])
  // Storage keeps a known e-mail when a day has none.
  cache.add([user(1, null), user(2)])
  expect([...cache.omitStored([user(1), user(2)])]).toEqual([])
})

test('omits no user beyond its capacity, and still updates the e-mails of cached users', () => {
  const cache = createStoredUserCache()
  const users = Array.from({ length: 20_010 }, (_, number) => user(number))
  cache.add(users)
  expect([...cache.omitStored(users)]).toEqual(users.slice(20_000))
  cache.add([user(5, 'five@example.com')])
  expect([...cache.omitStored([user(5), user(5, 'five@example.com')])]).toEqual([user(5)])
})
