import { expect, test } from 'vitest'
import { createOverlapObserver } from './overlap-observer.ts'

const createRow = (user: { readonly id?: string; readonly email_address?: string }, message_count: number) => ({
  user,
  chat_metrics: { message_count },
})
const firstPage = { data: [createRow({ id: 'user_1' }, 1), createRow({ id: 'user_2' }, 6)], next_page: 'second' }

const observeSecondPage = (cursor: string, user: { readonly id?: string; readonly email_address?: string }) => {
  const observer = createOverlapObserver()
  observer.observe(null, firstPage)
  return observer.observe(cursor, { data: [createRow(user, 5)], next_page: null })
}

test('returns the last count of a page if the next page begins with a row without an identity', () => {
  expect(observeSecondPage('second', {})).toEqual({ claudeUserId: 'user_2', chatMessages: 6 })
})

test.each([
  ['that begins with an id', 'second', { id: 'user_2' }],
  ['that begins with an email address', 'second', { email_address: 'ada@example.com' }],
  ['of another cursor', 'third', {}],
])('returns nothing for a page %s', (_, cursor, user) => {
  expect(observeSecondPage(cursor, user)).toBeNull()
})
