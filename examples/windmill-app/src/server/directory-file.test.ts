import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { parseDirectory, readDirectoryFile } from './directory-file.ts'

const ada = {
  id: 'p1',
  name: 'Ada Park',
  emails: ['ada@example.com'],
  managerId: 'p2',
  archivedOn: null,
  role: 'admin',
}

it('reads people, and takes what is left out as null and as an employee', () => {
  const people = parseDirectory(JSON.stringify([ada, { id: 'p2', name: 'Bo Lind', emails: [] }]), 'people.json')
  expect(people).toEqual([
    { ...ada, title: null },
    { id: 'p2', name: 'Bo Lind', emails: [], managerId: null, archivedOn: null, role: 'employee', title: null },
  ])
})

it('ignores fields that it does not know, and keeps a title', () => {
  const [person] = parseDirectory(JSON.stringify([{ ...ada, title: 'Engineer', team: 'Core' }]), 'people.json')
  expect(person).toEqual({ ...ada, title: 'Engineer' })
})

it.each<[string, unknown, string]>([
  ['text that is no JSON', '[{', 'it is not valid JSON: '],
  ['an object', {}, 'it must hold a JSON array of people, [{ "id": …, "name": … }].'],
  ['nobody', [], 'it holds no people, so nobody could sign in. Add at least one.'],
  ['an entry that is a text', [ada, 'Bo'], 'entry 2 must be an object.'],
  ['an entry that is null', [null], 'entry 1 must be an object.'],
  ['no id', [{ ...ada, id: undefined }], 'entry 1: the field "id" must be a text.'],
  ['a number as id', [{ ...ada, id: 7 }], 'entry 1: the field "id" must be a text.'],
  ['an empty id', [{ ...ada, id: '' }], 'entry 1: the field "id" must not be empty.'],
  ['no name', [ada, { ...ada, id: 'p2', name: undefined }], 'entry 2 (id "p2"): the field "name" must be a text.'],
  [
    'one address in place of a list',
    [{ ...ada, emails: 'a@b.c' }],
    'entry 1 (id "p1"): the field "emails" must be a list of addresses.',
  ],
  [
    'a number among the addresses',
    [{ ...ada, emails: ['a@b.c', 5] }],
    'entry 1 (id "p1"): the field "emails" number 2 must be a text.',
  ],
  ['a number as manager', [{ ...ada, managerId: 2 }], 'entry 1 (id "p1"): the field "managerId" must be a text.'],
  [
    'a day that does not exist',
    [{ ...ada, archivedOn: '2026-02-30' }],
    'entry 1 (id "p1"): the field "archivedOn" must be a date as YYYY-MM-DD, or null.',
  ],
  [
    'a time as day',
    [{ ...ada, archivedOn: '2026-02-01T00:00:00Z' }],
    'entry 1 (id "p1"): the field "archivedOn" must be a date as YYYY-MM-DD, or null.',
  ],
  ['an unknown role', [{ ...ada, role: 'boss' }], 'entry 1 (id "p1"): the field "role" must be "employee" or "admin".'],
  ['the same id twice', [ada, ada], 'entries 1 and 2 have the same id "p1". Give each person their own.'],
])('refuses %s, and says which entry and field it is', (_what, content, why) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  expect(() => parseDirectory(text, 'people.json')).toThrow(
    expect.objectContaining({
      code: 'directory_unreadable',
      message: expect.stringContaining(`DEMO_DIRECTORY: people.json cannot be used: ${why}`),
    }),
  )
})

it.each([
  ['/nowhere/people.json', 'there is no such file'],
  [tmpdir(), 'it is a folder'],
])('says why %s cannot be read', (path, why) => {
  expect(() => readDirectoryFile(path)).toThrow(
    `DEMO_DIRECTORY: ${path} cannot be used: ${why}. Give the path of a JSON file, absolute or from where you started.`,
  )
})
