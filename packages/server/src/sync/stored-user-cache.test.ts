import { type ClaudeUser, claudeUserId } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { createStoredUserCache } from './stored-user-cache.ts'

const createUser = (number: number, email: string | null = `${number}@example.com`): ClaudeUser => ({
  id: claudeUserId(`user_${number}`),
  email,
})

test('omits exactly the stored users with an unchanged or missing e-mail', () => {
  const cache = createStoredUserCache()
  cache.add([createUser(1), createUser(2, null)])
  const users = [
    createUser(1),
    createUser(1, null),
    createUser(1, 'one@example.com'),
    createUser(2, null),
    createUser(2),
    createUser(3),
  ]
  expect([...cache.omitStored(users)]).toEqual([createUser(1, 'one@example.com'), createUser(2), createUser(3)])
  // Storage keeps a stored e-mail when a day has none.
  cache.add([createUser(1, null), createUser(2)])
  expect([...cache.omitStored([createUser(1), createUser(2)])]).toEqual([])
})

test('caches at most 20,000 users, and still updates the e-mails of cached users', () => {
  const cache = createStoredUserCache()
  const users = Array.from({ length: 20_010 }, (_, number) => createUser(number))
  cache.add(users)
  expect([...cache.omitStored(users)]).toEqual(users.slice(20_000))
  cache.add([createUser(5, 'five@example.com')])
  expect([...cache.omitStored([createUser(5), createUser(5, 'five@example.com')])]).toEqual([createUser(5)])
})
