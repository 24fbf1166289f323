import { describe, expect, test } from 'vitest'
import { findNextPosition } from './find-next-position.ts'

const size = { rowCount: 10, columnCount: 4, visibleRowCount: 3 }
const middlePosition = { row: 5, column: 1 }
const pressKey = (key: string, { isCtrlPressed = false, isRtl = false, from = middlePosition } = {}) => {
  const next = findNextPosition(from, { key, isCtrlPressed, isRtl }, size)
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
  ])('moves from [5, 1] with %s to %j', (key, position) => {
    expect(pressKey(key)).toEqual(position)
  })

  test.each(['a', 'Tab'])('does not move with %s', (key) => {
    expect(pressKey(key)).toBeNull()
  })

  test('moves to the corners with Ctrl+Home and Ctrl+End', () => {
    expect(pressKey('Home', { isCtrlPressed: true })).toEqual([0, 0])
    expect(pressKey('End', { isCtrlPressed: true })).toEqual([9, 3])
  })

  test('swaps ArrowLeft and ArrowRight in right-to-left text', () => {
    expect(pressKey('ArrowLeft', { isRtl: true })).toEqual([5, 2])
    expect(pressKey('ArrowRight', { isRtl: true })).toEqual([5, 0])
  })

  test('stops at the edges of the grid', () => {
    expect(pressKey('PageUp', { from: { row: 1, column: 0 } })).toEqual([0, 0])
    expect(pressKey('ArrowLeft', { from: { row: 1, column: 0 } })).toEqual([1, 0])
    expect(pressKey('PageDown', { from: { row: 9, column: 3 } })).toEqual([9, 3])
    expect(pressKey('ArrowRight', { from: { row: 9, column: 3 } })).toEqual([9, 3])
  })
})
