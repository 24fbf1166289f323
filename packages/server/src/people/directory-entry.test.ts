import { expect, test } from 'vitest'
import { parseEntries } from './directory.ts'

const entry = { id: 'a', name: 'Ada', emails: ['ada@example.com'] }
const readError = (...entries: readonly object[]) => {
  try {
    parseEntries(entries)
    return null
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string }
    return { code, message }
  }
}

test('facts that are missing or null have defaults, and all other facts are trimmed, normalized and kept unless empty', () => {
  const facts = {
    startedOn: '2026-03-01',
    attributes: { ' department ': ' Vertrieb Zu\u0308rich ', site: '  ', team: null, lead: undefined },
    participation: 'totals',
  }
  const defaults = { startedOn: null, attributes: {}, participation: 'included' }
  const { employees } = parseEntries([
    { ...entry, ...facts },
    { ...entry, id: 'b' },
    { ...entry, id: 'c', startedOn: null, attributes: null, participation: null },
  ])
  expect(employees).toMatchObject([
    { startedOn: '2026-03-01', attributes: { department: 'Vertrieb Z\u00fcrich' }, participation: 'totals' },
    defaults,
    defaults,
  ])
})

test.each(['', 'Included', ' totals', 'exclude', 'none', true, 0, []])(
  'the participation %j is refused, and never taken for included',
  (participation) => {
    expect(readError({ ...entry, participation })).toEqual({
      code: 'directory_invalid',
      message: expect.stringContaining(
        'Employee number 1 of the directory is not valid: participation must be "included", "totals" or "excluded".',
      ),
    })
  },
)

test.each(['1.3.2026', '2026-02-30', '', 20260301])('the first day %j is refused', (startedOn) => {
  expect(readError({ ...entry, startedOn })).toMatchObject({
    message: expect.stringContaining('startedOn must be YYYY-MM-DD or null'),
  })
})

test.each([
  ['that are an array', ['a']],
  ['with a number', { department: 7 }],
  ['without a name', { '': 'a' }],
  ['with a long name', { ['n'.repeat(61)]: 'a' }],
  ['with a long value', { department: 'v'.repeat(201) }],
  ['with a line break', { department: 'a\nb' }],
  ['with half a surrogate pair', { department: '\uD800' }],
  ['with a name twice', { a: '1', ' a ': '2' }],
  ['with six names', { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' }],
])('attributes %s are refused', (_, attributes) => {
  expect(readError({ ...entry, attributes })).toEqual({
    code: 'directory_invalid',
    message: expect.stringContaining('attributes must be an object of at most 5 strings'),
  })
})

test('a directory with more than five different names of attributes is refused', () => {
  const createEntries = (...names: readonly string[]) =>
    names.map((name) => ({ ...entry, id: name, attributes: { [name]: 'x' } }))
  expect(readError(...createEntries('a', 'b', 'c', 'd', 'e'))).toBeNull()
  expect(readError(...createEntries('a', 'b', 'c', 'd', 'e', 'f'))).toMatchObject({
    message: expect.stringContaining('more than 5 different attributes: "a", "b", "c", "d", "e", "f"'),
  })
})
