import { expect, test } from 'vitest'
import { findManagerCycles } from './find-manager-cycles.ts'
import { employeeId } from './ids.ts'

/** Creates a directory from the manager of each employee, in the given order. */
const createDirectory = (managers: Readonly<Record<string, string | null>>) =>
  new Map(
    Object.entries(managers).map(([id, manager]) => [
      employeeId(id),
      { managerId: manager === null ? null : employeeId(manager) },
    ]),
  )

test('finds no cycle in reporting lines that end at the top or at an unknown manager', () => {
  expect(findManagerCycles(createDirectory({}))).toEqual([])
  expect(findManagerCycles(createDirectory({ ceo: null, lead: 'ceo', maya: 'lead', bo: 'gone' }))).toEqual([])
})

test('returns a cycle once, upward from its smallest id, without the people below it', () => {
  expect(findManagerCycles(createDirectory({ below: 'b', c: 'a', b: 'c', a: 'b' }))).toEqual([['a', 'b', 'c']])
  expect(findManagerCycles(createDirectory({ self: 'self', report: 'self' }))).toEqual([['self']])
})

test('orders cycles by the first employee in the directory who belongs to a cycle or is below it', () => {
  const directory = createDirectory({ below: 'y', b: 'a', a: 'b', y: 'x', x: 'y' })
  expect(findManagerCycles(directory)).toEqual([
    ['x', 'y'],
    ['a', 'b'],
  ])
})
