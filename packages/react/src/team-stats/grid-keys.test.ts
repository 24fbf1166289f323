import { expect, test } from 'vitest'
import { nextPlace } from './grid-keys.ts'

const size = { rows: 10, columns: 4, page: 3 }
const from = { row: 5, column: 1 }
const after = (key: string, { ctrl = false, rtl = false, at = from } = {}) => {
  const to = nextPlace(at, { key, ctrl, rtl }, size)
  return to && [to.row, to.column]
}

test.each([
  ['ArrowUp', [4, 1]],
  ['ArrowDown', [6, 1]],
  ['ArrowLeft', [5, 0]],
  ['ArrowRight', [5, 2]],
  ['PageUp', [2, 1]],
  ['PageDown', [8, 1]],
  ['Home', [5, 0]],
  ['End', [5, 3]],
  ['a', null],
  ['Tab', null],
])('%s leads to %j', (key, place) => {
  expect(after(key)).toEqual(place)
})

test('with Ctrl, Home and End lead to the corners', () => {
  expect(after('Home', { ctrl: true })).toEqual([0, 0])
  expect(after('End', { ctrl: true })).toEqual([9, 3])
})

test('from right to left, arrows lead where they point', () => {
  expect(after('ArrowLeft', { rtl: true })).toEqual([5, 2])
  expect(after('ArrowRight', { rtl: true })).toEqual([5, 0])
})

test('nothing leads over the edge', () => {
  expect(after('PageUp', { at: { row: 1, column: 0 } })).toEqual([0, 0])
  expect(after('ArrowLeft', { at: { row: 1, column: 0 } })).toEqual([1, 0])
  expect(after('PageDown', { at: { row: 9, column: 3 } })).toEqual([9, 3])
  expect(after('ArrowRight', { at: { row: 9, column: 3 } })).toEqual([9, 3])
})
