import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import guide from '../../docs/people.md?raw'
import { acme } from '../test/test-host.ts'
import { columnsByHeading, csvDirectory } from './csv-directory.ts'
import { foldHeading, managerHeadingParts } from './find-manager-column.ts'

const readEmployees = async (text: string | Uint8Array) =>
  await csvDirectory(text).listEmployees(acme, { signal: new AbortController().signal })
const readError = (text: string | Uint8Array) =>
  readEmployees(text).then(
    () => null,
    ({ code, message }) => ({ code, message }),
  )

describe('csvDirectory', () => {
  test('returns one employee per row', async () => {
    const text =
      'id,name,emails,managerId,archivedOn,startedOn,participation,attribute: Department,ATTRIBUTE:Site\n' +
      '1,"Lovelace, Ada",ada@x.org;a@y.org b@z.org,,,2026-01-05,Totals,Sales,\n2,Bo,,1,2026-06-30,,,,Lisbon\n'
    expect(await readEmployees(text)).toEqual([
      {
        id: '1',
        name: 'Lovelace, Ada',
        emails: ['ada@x.org', 'a@y.org', 'b@z.org'],
        managerId: null,
        archivedOn: null,
        startedOn: '2026-01-05',
        attributes: { Department: 'Sales', Site: '' },
        participation: 'totals',
      },
      {
        id: '2',
        name: 'Bo',
        emails: [],
        managerId: '1',
        archivedOn: '2026-06-30',
        startedOn: null,
        attributes: { Department: '', Site: 'Lisbon' },
        participation: 'included',
      },
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
    ['with bars as delimiters', 'id|name|emails|managerId\n1|Ada|a@x.org|7\n'],
    ['with a first line sep=;', 'sep=;\r\nid;name;emails;managerId\r\n1;Ada;a@x.org;7\r\n'],
    ['with a first line "sep=,", in capitals', '\uFEFF"SEP=,"\nid,name,emails,managerId\n1,Ada,a@x.org,7\n'],
    [
      'with a first line that names the tab as the separator',
      'sep=\t\nid\tname\temails\tmanagerId\n1\tAda\ta@x.org\t7',
    ],
    ['with the line ends of an old Mac', 'id,name,emails,managerId\r1,Ada,a@x.org,7\r'],
    ['with mixed line ends', 'id,name,emails,managerId\r\n\n1,Ada,a@x.org,7\r\r\n'],
    ['with a delimiter in a heading', 'id;"cost, center";name;emails;managerId\n1;9;Ada;a@x.org;7\n'],
    ['with a line break in a heading', '"Employee\r\nID",name,emails,managerId\r\n1,Ada,a@x.org,7\r\n'],
    ['with empty lines and spaces', '\n id , name , emails , managerId \n\n 1 , Ada , a@x.org , 7 \n,,,\n\n'],
  ])('reads a file %s', async (_, text) => {
    expect(await readEmployees(text)).toEqual([
      {
        id: '1',
        name: 'Ada',
        emails: ['a@x.org'],
        managerId: '7',
        archivedOn: null,
        startedOn: null,
        attributes: {},
        participation: 'included',
      },
    ])
  })

  const text = 'id;name;emails;managerId\r\n1;Zoë Łuk;a@x.org;7\r\n'
  const encodeUtf16 = (text: string, isLittleEndian: boolean) => {
    const bytes = new DataView(new ArrayBuffer(text.length * 2))
    for (const [index, unit] of Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).entries())
      bytes.setUint16(index * 2, unit, isLittleEndian)
    return new Uint8Array(bytes.buffer)
  }

  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['UTF-16, little-endian', encodeUtf16(`\uFEFF${text}`, true)],
    ['UTF-16, big-endian', encodeUtf16(`\uFEFF${text}`, false)],
    ['UTF-8, as a Buffer', Buffer.from(text)],
  ])('reads the bytes of a file in %s', async (_, bytes) => {
    expect(await readEmployees(bytes)).toMatchObject([{ id: '1', name: 'Zoë Łuk', managerId: '7' }])
  })

  test.each<readonly [name: string, file: string | Uint8Array, message: string]>([
    ['the bytes of Windows-1252', Buffer.from('id,name,emails\n1,Ada,\n2,Zoë,\n', 'latin1'), 'is not UTF-8: line 3'],
    [
      'Windows-1252 read as UTF-8',
      Buffer.from('id,name,emails\n1,Zoë,\n', 'latin1').toString(),
      'wrong encoding: line 2',
    ],
    ['UTF-16 read as UTF-8', Buffer.from(encodeUtf16(`\uFEFF${text}`, true)).toString(), 'wrong encoding: line 1'],
    ['UTF-16 read as Latin-1', Buffer.from(encodeUtf16(`\uFEFF${text}`, false)).toString('latin1'), 'wrong encoding'],
    ['UTF-16 without a byte order mark', encodeUtf16(text, true), 'wrong encoding'],
    ['UTF-8 read as Latin-1', Buffer.from(`\uFEFF${text}`).toString('latin1'), 'wrong encoding'],
  ])('rejects %s, and says so', async (_, file, message) => {
    expect(await readError(file)).toEqual({ code: 'directory_invalid', message: expect.stringContaining(message) })
  })

  const buildFileWithManager = (heading: string, manager: string) =>
    `id,name,emails,${heading}\n1,Ada,a@x.org,\n2,Bo,"b@x.org;B2@x.org",${manager}\n`

  test.each([
    'managerId',
    'Manager ID',
    'Manager',
    'Manager Employee ID',
    'Manager’s E-Mail',
    'Manager Email Address',
    'Direct Manager',
    'Line manager email',
    'Supervisor',
    'Supervisor ID',
    'Reports to',
    'Vorgesetzter',
    'Führungskraft',
    'Reporting to (email)',
    'Mgr ID',
    'Managed by',
    'Manager Primary Email',
    'Manager UPN',
  ])('reads the manager’s id or e-mail address in the column %j', async (heading) => {
    for (const manager of ['1', 'a@x.org', 'A@X.org', 'Ada <a@x.org>']) {
      expect(await readEmployees(buildFileWithManager(heading, manager))).toMatchObject([
        { managerId: null },
        { managerId: '1' },
      ])
    }
  })

  test('prefers the managers’ ids to their addresses, and either of these columns to one named only "Manager"', async () => {
    const csv =
      'Manager,Manager email,Manager ID,id,name,emails\nAda,b@x.org,1,1,Ada,a@x.org\nAda,b@x.org,1,2,Bo,b@x.org\n'
    expect(await readEmployees(csv)).toMatchObject([{ managerId: '1' }, { managerId: '1' }])
    expect(await readEmployees(csv.replace('Manager ID', 'Level'))).toMatchObject([
      { managerId: '2' },
      { managerId: '2' },
    ])
  })

  test('keeps a manager who is not in the file or has the address of two employees, to be reported as unknown', async () => {
    const csv = 'id,name,emails,Manager\n1,Ada,a@x.org,2\n2,Bo,b@x.org,gone@x.org\n3,Cy,b@x.org,b@x.org\n'
    expect(await readEmployees(csv)).toMatchObject([
      { managerId: '2' },
      { managerId: 'gone@x.org' },
      { managerId: 'b@x.org' },
    ])
  })

  test.each([
    ['Manager', 'Ada', 'the column "Manager", but not one of its cells is the id or the e-mail address'],
    ['Supervisor', 'Lovelace', 'the column "Supervisor", but not one'],
    ['Manager Name', 'Ada', 'the column "Manager Name", but none with the id or the e-mail address'],
    ['Name of the manager', '1', 'the column "Name of the manager", but none'],
  ])(
    'refuses a file in which the column %j would leave everyone without a manager',
    async (heading, manager, message) => {
      expect(await readError(buildFileWithManager(heading, manager))).toEqual({
        code: 'directory_invalid',
        message: expect.stringContaining(message),
      })
    },
  )

  test.each(['Responsable', '上司', 'N+1'])(
    'refuses addresses of other employees under the heading %j',
    async (heading) => {
      expect(await readError(buildFileWithManager(heading, 'A@x.org'))).toEqual({
        code: 'directory_invalid',
        message: expect.stringContaining(`the column "${heading}" with addresses of other employees`),
      })
      for (const cell of ['b@x.org', 'b2@x.org', 'gone@x.org', '1', '']) {
        expect(await readEmployees(buildFileWithManager(heading, cell))).toMatchObject([
          { managerId: null },
          { managerId: null },
        ])
      }
    },
  )

  describe('logs', () => {
    const createLog = () => {
      const log: string[] = []
      const write = (message: string, details: unknown) => log.push(`${message} ${JSON.stringify(details)}`)
      return { log, logger: { info: write, warn: write, error: write } }
    }
    const readLog = async (...files: readonly string[]) => {
      const { log, logger } = createLog()
      const remaining = [...files]
      const directory = csvDirectory(() => remaining.shift() ?? '')
      for (const _ of files) await directory.listEmployees(acme, { signal: new AbortController().signal, logger })
      return log
    }

    test.each(['line lead', 'Lead', 'Team', 'Level', 'constructor'])(
      'a file without a column of managers, and the unused column %j',
      async (heading) => {
        const [line, ...others] = await readLog(buildFileWithManager(heading, '1'))
        expect(line).toContain('no column that names the managers, so nobody has a manager')
        expect(line).toContain(`rename it to managerId. Columns that are not used: ${JSON.stringify(heading)} `)
        expect(line).toContain('"accountId":"acme"')
        expect(others).toEqual([])
      },
    )

    test('unused columns, and nothing about a file in which all are used', async () => {
      expect(await readLog('id,name,emails,managerId,Cost center,,ada@x.org\n1,Ada,,,9,,\n')).toEqual([
        'The CSV file of the directory is read. Columns that are not used: "Cost center", "[e-mail]" {"accountId":"acme"}',
      ])
      const all = 'id,name,emails,managerId,archivedOn,startedOn,participation,attribute: Team'
      expect(await readLog(`${all}\n1,Ada,,,,,,\n`)).toEqual([])
    })

    test('no warning for a file with the same problem as the file before it', async () => {
      const [flat, full] = ['id,name,emails\n1,Ada,\n', 'id,name,emails,managerId\n1,Ada,,\n']
      expect(await readLog(flat, flat, flat)).toHaveLength(1)
      expect(await readLog(flat, full, flat)).toHaveLength(2)
      expect(await readLog(full.replace('1', '2'), `${full}`.replace('managerId', 'Team'))).toHaveLength(1)
    })

    test('at most thirty columns', async () => {
      const headings = Array.from({ length: 40 }, (_, index) => `c${index}`).join(',')
      const [line] = await readLog(`id,name,emails,managerId,${headings}\n`)
      expect(line).toContain('"c29", and 10 more')
    })
  })

  describe('the guide', () => {
    const [, section = ''] = guide.split('## A directory from a CSV file')
    /** Returns the texts in code font of the second cell of a row, folded like headings. */
    const findCodes = (label: string) => {
      const row = section.split('\n').find((line) => line.startsWith(`| ${label} |`)) ?? ''
      return [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => foldHeading(code))
    }

    test('lists every heading of a column, and no other', () => {
      for (const column of new Set(columnsByHeading.values())) {
        const headings = [...columnsByHeading].flatMap(([heading, candidate]) => (candidate === column ? heading : []))
        expect(findCodes(`\`${column}\``).sort(), column).toEqual(headings.sort())
      }
    })

    test.each([
      ['first, perhaps', managerHeadingParts.before],
      ['then', managerHeadingParts.manager],
      ['last, for ids', [...managerHeadingParts.id, ...managerHeadingParts.beforeId]],
      ['last, for addresses', managerHeadingParts.address],
    ])('lists every part of a heading of managers, and no other: %s', (label, parts) => {
      expect(findCodes(label).sort()).toEqual([...parts].sort())
    })
  })

  test('ignores a column that says whether someone is a manager', async () => {
    expect(await readEmployees(buildFileWithManager('Is Manager', 'yes'))).toMatchObject([
      { managerId: null },
      { managerId: null },
    ])
  })

  test('splits a cell with several addresses, and keeps an unclear cell whole', async () => {
    const csv = 'id,name,emails\n1,Ada,"SMTP:a@x.org, smtp:b@x.org"\n2,Bo,"Bo Li <b@x.org>"\n3,Cy,cy li@x.org\n'
    expect(await readEmployees(csv)).toMatchObject([
      { emails: ['SMTP:a@x.org', 'smtp:b@x.org'] },
      { emails: ['Bo Li <b@x.org>'] },
      { emails: ['cy li@x.org'] },
    ])
  })

  test('calls a function for the file at each read, with the account id', async () => {
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
    ['an empty file', '', 'is empty'],
    ['a file with empty lines only', '\uFEFF\r\n,,\n', 'is empty'],
    ['no name column', 'id,emails\n1,a@x.org\n', 'no column "name"'],
    ['no e-mail column', 'id,name\n1,Ada\n', 'no column "emails"'],
    ['a duplicate column', 'id,name,email,emails\n1,Ada,a@x.org,b@x.org\n', 'two columns "emails": number 3 and 4'],
    ['two columns for the manager', 'id,name,emails,manager,supervisor\n', 'two columns "managerId": number 4 and 5'],
    [
      'a day in another form',
      'id,name,emails,Archived on\n1,Ada,,\n2,Bo,,30.06.2026\n',
      'line 3, column "Archived on"',
    ],
    [
      'an unknown participation',
      'id,name,emails,participation\n1,Ada,,included\n2,Bo,,exclude\n',
      'line 3, column "participation": it must be empty, "included", "totals" or "excluded"',
    ],
    [
      'the words of a participation under another heading',
      'id,name,emails,Teilnahme\n1,Ada,,\n2,Bo,,Excluded\n',
      'column "Teilnahme" with the words of a participation',
    ],
    ['a first day that does not exist', 'id,name,emails,startedOn\n1,Ada,,2026-02-30\n', 'line 2, column "startedOn"'],
    [
      'one attribute twice',
      'id,name,emails,attribute:a,Attribute: a\n1,Ada,,,\n',
      'two columns "attribute: a": number 4 and 5',
    ],
    [
      'an attribute without a name',
      'id,name,emails,attribute:\n1,Ada,,x\n',
      'line 2: the columns "attribute: …" must be',
    ],
    ['a row without an id', 'sep=,\nid,name,emails\n,Ada,a@x.org\n', 'line 3, column "id"'],
    ['a row that is too short', 'id,name,emails\n1,Ada,\n2,Bo\n', 'line 3'],
    ['a quote that is not closed', 'id,name,emails\n1,"Ada,\n', 'line 2'],
  ])('rejects %s, and names the problem', async (_, text, message) => {
    expect(await readError(text)).toEqual({ code: 'directory_invalid', message: expect.stringContaining(message) })
  })

  test.each([undefined, 7, ['id,name,emails\n'], () => undefined])(
    'rejects a CSV file that is neither a string nor bytes: %o',
    async (csv) => {
      expect(await readError(csv as unknown as string)).toEqual({
        code: 'directory_invalid',
        message: expect.stringContaining('bytes or a string are expected'),
      })
    },
  )

  test('takes linear time for a heading with many spaces, so that it does not exceed the test timeout', async () => {
    const heading = `attribute: a${' '.repeat(300_000)}b`
    expect(await readError(`id,name,emails,${heading}\n1,Ada,,x\n`)).toMatchObject({ code: 'directory_invalid' })
  })

  test('returns any name exactly as it was written', async () => {
    // U+FFFD is the sign of a wrong encoding, so a file with it is refused.
    const anyName = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\uFFFD', '').trim())
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
