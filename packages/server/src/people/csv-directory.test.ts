import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acme } from '../test/host.ts'
import { csvDirectory } from './csv-directory.ts'

const read = async (text: string) => await csvDirectory(text).listEmployees(acme)
const refusal = (text: string) =>
  read(text).then(
    () => null,
    ({ code, message }) => ({ code, message }),
  )

describe('a directory that is a CSV file', () => {
  it('has a row per employee', async () => {
    const text =
      'id,name,emails,managerId,archivedOn\n1,"Lovelace, Ada",ada@x.org;a@y.org b@z.org,,\n2,Bo,,1,2026-06-30\n'
    expect(await read(text)).toEqual([
      {
        id: '1',
        name: 'Lovelace, Ada',
        emails: ['ada@x.org', 'a@y.org', 'b@z.org'],
        managerId: null,
        archivedOn: null,
      },
      { id: '2', name: 'Bo', emails: [], managerId: '1', archivedOn: '2026-06-30' },
    ])
    expect(await read('id,name,emails\n')).toEqual([])
  })

  it.each([
    ['with a byte order mark and Windows line ends', '\uFEFFid,name,emails,managerId\r\n1,Ada,a@x.org,7\r\n'],
    ['in any order, with other columns', 'team,emails,managerId,id,salary,name\nCore,a@x.org,7,1,9,Ada\n'],
    ['with headings as a spreadsheet has them', 'Employee ID,NAME,E-Mail,Manager ID\n1,Ada,a@x.org,7\n'],
    ['with headings as a database has them', 'id,name,emails,manager_id\n1,Ada,a@x.org,7'],
    ['parted by semicolons', 'id;name;emails;managerId\n1;Ada;"a@x.org";7\n'],
    ['parted by tabs', 'id\tname\temails\tmanagerId\n1\tAda\ta@x.org\t7\n'],
    ['with empty lines and spaces', '\n id , name , emails , managerId \n\n 1 , Ada , a@x.org , 7 \n,,,\n\n'],
  ])('is read %s', async (_, text) => {
    expect(await read(text)).toEqual([{ id: '1', name: 'Ada', emails: ['a@x.org'], managerId: '7', archivedOn: null }])
  })

  it('is read anew each time, for the account that asks', async () => {
    const asked: string[] = []
    const directory = csvDirectory(async (accountId) => {
      asked.push(accountId)
      return `id,name,emails\n${asked.length},Ada,a@x.org\n`
    })
    expect(await directory.listEmployees(acme)).toMatchObject([{ id: '1' }])
    expect(await directory.listEmployees(acme)).toMatchObject([{ id: '2' }])
    expect(asked).toEqual([acme, acme])
  })

  it.each([
    ['an empty file', '', 'no column "id"'],
    ['no column of names', 'id,emails\n1,a@x.org\n', 'no column "name"'],
    ['no column of e-mails', 'id,name\n1,Ada\n', 'no column "emails"'],
    ['two columns of one kind', 'id,name,email,emails\n1,Ada,a@x.org,b@x.org\n', 'two columns "emails"'],
    ['a row that is too short', 'id,name,emails\n1,Ada,\n2,Bo\n', 'line 3'],
    ['a quote that is not closed', 'id,name,emails\n1,"Ada,\n', 'line 2'],
  ])('is refused with what is wrong in it: %s', async (_, text, message) => {
    expect(await refusal(text)).toEqual({ code: 'directory_invalid', message: expect.stringContaining(message) })
  })

  it.each([undefined, Buffer.from('id,name,emails\n'), () => undefined])(
    'is refused where there is no text: %o',
    async (csv) => {
      expect(await refusal(csv as unknown as string)).toEqual({
        code: 'directory_invalid',
        message: expect.stringContaining('its text is expected'),
      })
    },
  )

  it('comes back as it was written, whatever names hold', async () => {
    const name = fc.string({ unit: 'grapheme' }).map((text) => text.trim())
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(fc.array(name), async (names) => {
        const rows = names.map((text, index) => `${index},${cell(text)},`)
        const employees = await read(['id,name,emails', ...rows].join('\n'))
        expect(employees).toMatchObject(names.map((text, index) => ({ id: String(index), name: text })))
      }),
    )
  })
})
