import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { parseDirectory, readDirectoryFile } from './read-directory-file.ts'

const ada = {
  id: 'p1',
  name: 'Ada Park',
  emails: ['ada@example.com'],
  managerId: 'p2',
  archivedOn: null,
  startedOn: null,
  attributes: {},
  participation: 'included',
  accessLevel: 'admin',
}

test('fills in null for missing optional fields and "member" for a missing access level', () => {
  const people = parseDirectory(JSON.stringify([ada, { id: 'p2', name: 'Bo Lind', emails: [] }]), 'people.json')
  expect(people).toEqual([
    { ...ada, title: null },
    {
      id: 'p2',
      name: 'Bo Lind',
      emails: [],
      managerId: null,
      archivedOn: null,
      startedOn: null,
      attributes: {},
      participation: 'included',
      accessLevel: 'member',
      title: null,
    },
  ])
})

test('keeps a title and ignores unknown fields', () => {
  const [person] = parseDirectory(JSON.stringify([{ ...ada, title: 'Engineer', team: 'Core' }]), 'people.json')
  expect(person).toEqual({ ...ada, title: 'Engineer' })
})

test.each<[string, unknown, string]>([
  ['text that is not JSON', '[{', 'it is not valid JSON: '],
  ['an object', {}, 'it must hold a JSON array of people, [{ "id": …, "name": … }].'],
  ['an empty array', [], 'it holds no people, so nobody could sign in. Add at least one.'],
  ['an entry that is a string', [ada, 'Bo'], 'entry 2 must be an object.'],
  ['an entry that is null', [null], 'entry 1 must be an object.'],
  ['a missing id', [{ ...ada, id: undefined }], 'entry 1: the field "id" must be a string.'],
  ['a number as an id', [{ ...ada, id: 7 }], 'entry 1: the field "id" must be a string.'],
  ['an empty id', [{ ...ada, id: '' }], 'entry 1: the field "id" must not be empty.'],
  [
    'a missing name',
    [ada, { ...ada, id: 'p2', name: undefined }],
    'entry 2 (id "p2"): the field "name" must be a string.',
  ],
  [
    'one address instead of an array',
    [{ ...ada, emails: 'a@b.c' }],
    'entry 1 (id "p1"): the field "emails" must be an array of addresses.',
  ],
  [
    'a number among the addresses',
    [{ ...ada, emails: ['a@b.c', 5] }],
    'entry 1 (id "p1"): the field "emails" number 2 must be a string.',
  ],
  ['a number as a manager', [{ ...ada, managerId: 2 }], 'entry 1 (id "p1"): the field "managerId" must be a string.'],
  [
    'a date that does not exist',
    [{ ...ada, archivedOn: '2026-02-30' }],
    'entry 1 (id "p1"): the field "archivedOn" must be a date as YYYY-MM-DD, or null.',
  ],
  [
    'a time as a date',
    [{ ...ada, archivedOn: '2026-02-01T00:00:00Z' }],
    'entry 1 (id "p1"): the field "archivedOn" must be a date as YYYY-MM-DD, or null.',
  ],
  [
    'an unknown access level',
    [{ ...ada, accessLevel: 'boss' }],
    'entry 1 (id "p1"): the field "accessLevel" must be one of admin, hr_admin, integration_manager, data_analyst, member.',
  ],
  [
    'an unknown participation',
    [{ ...ada, participation: 'none' }],
    'entry 1 (id "p1"): the field "participation" must be one of included, totals, excluded.',
  ],
  [
    'an attribute that is no string',
    [{ ...ada, attributes: { department: 7 } }],
    'entry 1 (id "p1"): the field "attributes" must be strings.',
  ],
  ['the same id twice', [ada, ada], 'entries 1 and 2 have the same id "p1". Give each person their own.'],
])('rejects %s and says what is wrong', (_name, content, reason) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  expect(() => parseDirectory(text, 'people.json')).toThrow(
    expect.objectContaining({
      code: 'directory_unreadable',
      message: expect.stringContaining(`DEMO_DIRECTORY: people.json cannot be used: ${reason}`),
    }),
  )
})

test.each([
  ['/nowhere/people.json', 'there is no such file'],
  [tmpdir(), 'it is a folder'],
])('says why it cannot read %s and what to do', (path, reason) => {
  expect(() => readDirectoryFile(path)).toThrow(
    `DEMO_DIRECTORY: ${path} cannot be used: ${reason}. Give the path of a JSON file, absolute or from where you started.`,
  )
})
