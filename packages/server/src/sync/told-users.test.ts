import { type ClaudeUser, claudeUserId } from '@windmill/claude-core'
import { expect, it } from 'vitest'
import { createToldUsers } from './told-users.ts'

const user = (number: number, email: string | null = `${number}@example.com`): ClaudeUser => ({
  id: claudeUserId(`user_${number}`),
  email,
})

it('leaves out whom storage knows as they are, and nobody else', () => {
  const told = createToldUsers()
  told.add([user(1), user(2, null)])
  const all = [user(1), user(1, null), user(1, 'one@example.com'), user(2, null), user(2), user(3)]
  expect([...told.others(all)]).toEqual([user(1, 'one@example.com'), user(2), user(3)])
  // Storage keeps a known e-mail where none is given.
  told.add([user(1, null), user(2)])
  expect([...told.others([user(1), user(2)])]).toEqual([])
})

it('leaves out nobody of whom there is no room to remember, and goes on noticing others’ e-mails', () => {
  const told = createToldUsers()
  const everyone = Array.from({ length: 20_010 }, (_, number) => user(number))
  told.add(everyone)
  expect([...told.others(everyone)]).toEqual(everyone.slice(20_000))
  told.add([user(5, 'five@example.com')])
  expect([...told.others([user(5), user(5, 'five@example.com')])]).toEqual([user(5)])
})
