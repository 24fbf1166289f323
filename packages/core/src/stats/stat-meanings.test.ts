import { expect, test } from 'vitest'
import { statIds } from './catalog.ts'
import { statMeanings } from './stat-meanings.ts'

test('describes every stat, in the order of the catalog, in sentences', () => {
  expect(Object.keys(statMeanings)).toEqual(statIds)
  for (const [id, { description, caveat = 'None.' }] of Object.entries(statMeanings)) {
    expect(description, id).toMatch(/^\p{Lu}.{10,}\.$/u)
    expect(caveat, id).toMatch(/^\p{Lu}.+\.$/u)
  }
})

test('warns that a conversation that goes on for two days counts on both', () => {
  expect(statMeanings['chat.conversations'].caveat).toMatch(/two days counts on both/)
})
