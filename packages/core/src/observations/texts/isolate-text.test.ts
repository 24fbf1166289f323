import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'
import { isolateText } from './isolate-text.ts'

test('isolates Hebrew, Arabic and N’Ko names in a sentence, and leaves Latin, Greek and Chinese names as they are', () => {
  for (const name of ['נועה לוי', 'ليلى', 'Dana כהן', 'ߞߊ߬ߣߌ', '𞤀𞤁']) {
    expect(fillText('en', '{name}, {day}', { name, day: '20 Nov' })).toBe(`\u2068${name}\u2069, 20 Nov`)
  }
  for (const name of ['Maya Chen', 'Τίνα', '陈美', 'Zoë 🌊']) expect(isolateText(name)).toBe(name)
})

test('isolates Latin names and dates in an Arabic sentence', () => {
  expect(fillText('ar', 'شاهد {name} {count}', { name: 'Maya (HR)', count: 3 }, 'ar')).toContain(
    '\u2068Maya (HR)\u2069',
  )
})

test('a full stop after an isolated value that ends with one is not doubled', () => {
  expect(fillText('de', 'Von {name}.', { name: 'נ.' })).toBe('Von \u2068נ.\u2069')
})

test('keeps isolates that are inside a value', () => {
  const names = `${isolateText('נועה')}, ${isolateText('ليلى')}`
  expect(isolateText(names)).toBe(`\u2068${names}\u2069`)
})

test('an override of the direction ends with the text', () => {
  expect(isolateText('\u202eMaya')).toBe('\u2068\u202eMaya\u2069')
})
