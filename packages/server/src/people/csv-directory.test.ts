import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme } from '../test/test-host.ts'
import { csvDirectory } from './csv-directory.ts'

const readEmployees = async (text: string) =>
  await csvDirectory(text).listEmployees(acme, { signal: new AbortController().signal })
const readError = (text: string) =>
  readEmployees(text).then(
    () => null,
    ({ code, message }) => ({ code, message }),
  )

describe('csvDirectory', () => {
  test('returns one employee per row', async () => {
    const text =
      'id,name,emails,managerId,archivedOn\n1,"Lovelace, Ada",ada@x.org;a@y.org b@z.org,,\n2,Bo,,1,2026-06-30\n'
    expect(await readEmployees(text)).toEqual([
      {
        id: '1',
        name: 'Lovelace, Ada',
        emails: ['ada@x.org', 'a@y.org', 'b@z.org'],
        managerId: null,
        archivedOn: null,
      },
      { id: '2', name: 'Bo', emails: [], managerId: '1', archivedOn: '2026-06-30' },
    ])
    expect(await readEmployees('id,name,emails\n')).toEqual([])
  })

  test.each([
    ['with a byte order mark and Windows line ends', '\uFEFFid,name,emails,managerId\r\n1,Ada,a@x.org,7\r\n'],
    ['with columns in any order and unknown columns', 'team,emails,managerId,id,salary,name\nCore,a@x.org,7,1,9,Ada\n'],
    ['with headings in spreadsheet style', 'Employee ID,NAME,E-Mail,Manager ID\n1,Ada,a@x.org,7\n'],
    ['with headings in database style', 'id,name,emails,manager_id\n1,Ada,a@x.org,7'],
    ['with semicolons as delimiters', 'id;name;emails;managerId\n1;Ada;"a@x.org";7\n'],
    ['with tabs as delimiters', 'id\tname\temails\tmanagerId\n1\tAda\ta@x.org\t7\n'],
    ['with empty lines and spaces', '\n id , name , emails , managerId \n\n 1 , Ada , a@x.org , 7 \n,,,\n\n'],
  ])('reads a file %s', async (_, text) => {
    expect(await readEmployees(text)).toEqual([
      { id: '1', name: 'Ada', emails: ['a@x.org'], managerId: '7', archivedOn: null },
    ])
  })

  test('calls a function for the text at each read, with the account id', async () => {
    const accountIds: string[] = []
    const directory = csvDirectory(async (accountId) => {
      accountIds.push(accountId)
      return `id,name,emails\n${accountIds.length},Ada,a@x.org\n`
    })
    expect(await directory.listEmployees(acme, { signal: new AbortController().signal })).toMatchObject([{ id: '1' }])
    expect(await directory.listEmployees(acme, { signal: new AbortController().signal })).toMatchObject([{ id: '2' }])
    expect(accountIds).toEqual([acme, acme])
  })

  test.each([
    ['an empty file', '', 'no column "id"'],
    ['no name column', 'id,emails\n1,a@x.org\n', 'no column "name"'],
    ['no e-mail column', 'id,name\n1,Ada\n', 'no column "emails"'],
    ['a duplicate column', 'id,name,email,emails\n1,Ada,a@x.org,b@x.org\n', 'two columns "emails"'],
    ['a row that is too short', 'id,name,emails\n1,Ada,\n2,Bo\n', 'line 3'],
    ['a quote that is not closed', 'id,name,emails\n1,"Ada,\n', 'line 2'],
  ])('rejects %s, and names the problem', async (_, text, message) => {
    expect(await readError(text)).toEqual({ code: 'directory_invalid', message: expect.stringContaining(message) })
  })

  test.each([undefined, Buffer.from('id,name,emails\n'), () => undefined])(
    'rejects a CSV file that is not a text: %o',
    async (csv) => {
      expect(await readError(csv as unknown as string)).toEqual({
        code: 'directory_invalid',
        message: expect.stringContaining('its text is expected'),
      })
    },
  )

  test('returns any name exactly as it was written', async () => {
    const anyName = fc.string({ unit: 'grapheme' }).map((text) => text.trim())
    const quoteCell = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(fc.array(anyName), async (names) => {
        const rows = names.map((text, index) => `${index},${quoteCell(text)},`)
        const employees = await readEmployees(['id,name,emails', ...rows].join('\n'))
        expect(employees).toMatchObject(names.map((text, index) => ({ id: String(index), name: text })))
      }),
    )
  })
})
