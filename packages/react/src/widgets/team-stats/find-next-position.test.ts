import { describe, expect, test } from 'vitest'
import { findNextPosition } from './find-next-position.ts'

const size = { rows: 10, columns: 4, visibleRows: 3 }
const middle = { row: 5, column: 1 }
const press = (key: string, { ctrl = false, rtl = false, from = middle } = {}) => {
  const next = findNextPosition(from, { key, ctrl, rtl }, size)
  return next && [next.row, next.column]
}

describe('findNextPosition', () => {
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
  ])('moves from [5, 1] with %s to %j', (key, position) => {
    expect(press(key)).toEqual(position)
  })

  test('moves to the corners with Ctrl+Home and Ctrl+End', () => {
    expect(press('Home', { ctrl: true })).toEqual([0, 0])
    expect(press('End', { ctrl: true })).toEqual([9, 3])
  })

  test('moves in the direction of the arrow in right-to-left text', () => {
    expect(press('ArrowLeft', { rtl: true })).toEqual([5, 2])
    expect(press('ArrowRight', { rtl: true })).toEqual([5, 0])
  })

  test('stops at the edges', () => {
    expect(press('PageUp', { from: { row: 1, column: 0 } })).toEqual([0, 0])
    expect(press('ArrowLeft', { from: { row: 1, column: 0 } })).toEqual([1, 0])
    expect(press('PageDown', { from: { row: 9, column: 3 } })).toEqual([9, 3])
    expect(press('ArrowRight', { from: { row: 9, column: 3 } })).toEqual([9, 3])
  })
})
