import { expect, test } from 'vitest'
import { createCache } from './cache.ts'

const create = (capacity: number) => {
  const made: string[] = []
  const cache = createCache<string>({ capacity, weigh: ({ length }) => length })
  const get = (key: string, value = key) =>
    cache.get(key, () => {
      made.push(key)
      return value
    })
  return { cache, get, made }
}

test('makes a value once', () => {
  const { get, made } = create(100)
  expect([get('a'), get('a')]).toEqual(['a', 'a'])
  expect(made).toEqual(['a'])
})

test('forgets what was asked for longest ago when there is no room', () => {
  const { get, made } = create(4)
  get('a')
  get('b')
  get('a')
  get('c')
  get('a')
  get('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('keeps the newest however heavy it is, and nothing beside it', () => {
  const { get, made } = create(4)
  get('a')
  get('heavy', 'far too much')
  get('heavy')
  get('a')
  expect(made).toEqual(['a', 'heavy', 'a'])
})

test('can be cleared', () => {
  const { cache, get, made } = create(100)
  get('a')
  cache.clear()
  get('a')
  expect(made).toEqual(['a', 'a'])
})
