import { expect, test } from 'vitest'
import { createOverlapObserver } from './overlap-observer.ts'

const createRow = (user: { readonly id?: string; readonly email_address?: string }, message_count: number) => ({
  user,
  chat_metrics: { message_count },
})
const firstPage = {
  data: [createRow({ id: 'user_1' }, 1), createRow({ id: 'user_2', email_address: 'ada@example.com' }, 6)],
  next_page: 'second',
}

const observeSecondPage = (cursor: string, user: { readonly id?: string; readonly email_address?: string }) => {
  const observer = createOverlapObserver()
  observer.observe(null, firstPage)
  return observer.observe(cursor, { data: [createRow(user, 5)], next_page: null })
}

test.each([
  ['a row without an identity', {}],
  ['the row of another user', { id: 'user_3', email_address: 'ben@example.com' }],
])('returns the last count of a page if the next page begins with %s', (_, user) => {
  expect(observeSecondPage('second', user)).toEqual({ claudeUserId: 'user_2', chatMessages: 6 })
})

test.each([
  ['that begins with the same id', 'second', { id: 'user_2' }],
  ['that begins with the same email address', 'second', { email_address: 'ada@example.com' }],
  ['with another cursor', 'third', {}],
])('returns nothing for a page %s', (_, cursor, user) => {
  expect(observeSecondPage(cursor, user)).toBeNull()
})
