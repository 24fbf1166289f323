import { dayFailures, problems, statIds, statMeanings } from '@windmill/claude-core'
import type { Text } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import { en } from '../en/index.ts'
import { de } from './index.ts'

const germanTexts: Readonly<Record<string, Text | undefined>> = { ...de }
const listForms = (text: Text | undefined) => Object.entries(typeof text === 'object' ? text : { other: text ?? '' })

/** Finds the placeholders in all plural forms of a text, without duplicates. */
const findPlaceholders = (text: Text | undefined) =>
  [...new Set(listForms(text).flatMap(([, form]) => form.match(/\{\w+\}/g) ?? []))].sort()

describe('German', () => {
  test.each(Object.entries(en))('has the placeholders of the English text %s', (key, text) => {
    expect(findPlaceholders(germanTexts[key])).toEqual(findPlaceholders(text))
  })

  test('has the same placeholders in every plural form, except {count}', () => {
    for (const [key, text] of Object.entries(de)) {
      const required = findPlaceholders(text).filter((placeholder) => placeholder !== '{count}')
      for (const [, form] of listForms(text)) {
        expect(findPlaceholders(form), key).toEqual(expect.arrayContaining(required))
      }
    }
  })

  test('has no empty text, no straight or English quotation marks, and no three periods for an ellipsis', () => {
    for (const [key, text] of Object.entries(de)) {
      for (const [, form] of listForms(text)) {
        expect(form.trim(), key).not.toBe('')
        expect(form, key).not.toMatch(/["'“”](?=\w)|\.\.\./)
      }
    }
  })

  test('has a caveat for a stat if and only if core has one', () => {
    for (const id of statIds) {
      expect(germanTexts[`stat.${id}.caveat`] === undefined, id).toBe(statMeanings[id].caveat === undefined)
    }
  })

  test('has a text for every problem and every failed day of core', () => {
    for (const code of Object.keys(problems)) expect(germanTexts[`problem.${code}.advice`], code).toBeTypeOf('string')
    for (const code of Object.keys(dayFailures))
      expect(germanTexts[`dayFailure.${code}.title`], code).toBeTypeOf('string')
  })
})
