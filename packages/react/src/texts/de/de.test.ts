import { catalog, dayFailures, problems } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { Text } from '../text-types.ts'
import { en } from '../en/index.ts'
import { de } from './index.ts'

const german: Readonly<Record<string, Text | undefined>> = { ...de }
const formsOf = (text: Text | undefined) => Object.entries(typeof text === 'object' ? text : { other: text ?? '' })

/** The placeholders of any of a text's forms, each once. */
const placeholders = (text: Text | undefined) =>
  [...new Set(formsOf(text).flatMap(([, form]) => form.match(/\{\w+\}/g) ?? []))].sort()

describe('German', () => {
  test.each(Object.entries(en))('has the placeholders of the English %s', (key, text) => {
    expect(placeholders(german[key])).toEqual(placeholders(text))
  })

  test('has no placeholder that only one number of a text knows of', () => {
    for (const [key, text] of Object.entries(de)) {
      const all = placeholders(text).filter((placeholder) => placeholder !== '{count}')
      for (const [, words] of formsOf(text)) expect(placeholders(words), key).toEqual(expect.arrayContaining(all))
    }
  })

  test('has no empty text, no straight quotes and no three dots', () => {
    for (const [key, text] of Object.entries(de)) {
      for (const [, form] of formsOf(text)) {
        expect(form.trim(), key).not.toBe('')
        expect(form, key).not.toMatch(/["'“”](?=\w)|\.\.\./)
      }
    }
  })

  test('has a caveat exactly where the catalog has one', () => {
    for (const { id, caveat } of catalog) {
      expect(german[`stat.${id}.caveat`] === undefined, id).toBe(caveat === undefined)
    }
  })

  test('has every problem and every failed day of core', () => {
    for (const code of Object.keys(problems)) expect(german[`problem.${code}.advice`], code).toBeTypeOf('string')
    for (const code of Object.keys(dayFailures)) expect(german[`dayFailure.${code}.title`], code).toBeTypeOf('string')
  })
})
