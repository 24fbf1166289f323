import { expect, test } from 'vitest'
import { createCache } from './cache.ts'

const createTestCache = (maxWeight: number) => {
  const createdKeys: string[] = []
  const cache = createCache<string>({ maxWeight, weigh: ({ length }) => length })
  const get = (key: string, value = key) =>
    cache.get(key, () => {
      createdKeys.push(key)
      return value
    })
  return { cache, get, createdKeys }
}

test('creates a value once and then returns it from the cache', () => {
  const { get, createdKeys } = createTestCache(100)
  expect([get('a'), get('a')]).toEqual(['a', 'a'])
  expect(createdKeys).toEqual(['a'])
})

test('evicts the least recently used entry when the maximum weight is exceeded', () => {
  const { get, createdKeys } = createTestCache(4)
  get('a')
  get('b')
  get('a')
  get('c')
  get('a')
  get('b')
  expect(createdKeys).toEqual(['a', 'b', 'c', 'b'])
})

test('keeps the newest entry when it alone exceeds the maximum weight, and evicts all others', () => {
  const { get, createdKeys } = createTestCache(4)
  get('a')
  get('heavy', 'far too much')
  get('heavy')
  get('a')
  expect(createdKeys).toEqual(['a', 'heavy', 'a'])
})

test('creates a value again after clear', () => {
  const { cache, get, createdKeys } = createTestCache(100)
  get('a')
  cache.clear()
  get('a')
  expect(createdKeys).toEqual(['a', 'a'])
})
