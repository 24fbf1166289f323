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

test('makes a value once and then returns it from the cache', () => {
  const { get, made } = create(100)
  expect([get('a'), get('a')]).toEqual(['a', 'a'])
  expect(made).toEqual(['a'])
})

test('evicts the least recently used entry when the cache is full', () => {
  const { get, made } = create(4)
  get('a')
  get('b')
  get('a')
  get('c')
  get('a')
  get('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('keeps a newest entry above the capacity, and evicts all others', () => {
  const { get, made } = create(4)
  get('a')
  get('heavy', 'far too much')
  get('heavy')
  get('a')
  expect(made).toEqual(['a', 'heavy', 'a'])
})

test('makes a value again after clear', () => {
  const { cache, get, made } = create(100)
  get('a')
  cache.clear()
  get('a')
  expect(made).toEqual(['a', 'a'])
})
