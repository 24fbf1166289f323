import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const period = '?from=2026-11-01&to=2026-11-20'

const createHost = (ids: readonly string[], baseUrl = '/api/claude') => {
  const { claude, request } = createTestHost({
    employees: ids.map((id) => createEmployee(id, { emails: [] })),
    clock,
    baseUrl,
    getViewer: () => ({ accountId: 'acme', employeeId: 'admin', role: 'admin' }),
  })
  return { claude, request: (path: string) => request(null, path) }
}

/** Percent-encodes the UTF-8 bytes of a string that `isEncoded` selects, and those that must be encoded. */
const encode = (text: string, isEncoded: (index: number) => boolean, isUpperCase: boolean): string =>
  [...Buffer.from(text)]
    .map((byte, index) => {
      const hex = byte.toString(16).padStart(2, '0')
      const character = String.fromCharCode(byte)
      // These characters cannot stand for themselves in a segment. Dots would change the path.
      const mustEncode = byte > 0x7e || byte <= 0x20 || '/?#%\\.'.includes(character)
      return mustEncode || isEncoded(index) ? `%${isUpperCase ? hex.toUpperCase() : hex}` : character
    })
    .join('')

describe('the path of a request', () => {
  test('finds a route only by the literal spelling of its fixed segments', async () => {
    const { request } = createHost(['ada'])
    const paths = Object.keys((createOpenApiDocument('') as { paths: object }).paths)
    expect(paths.length).toBeGreaterThan(8)
    for (const path of paths) {
      const filledPath = path.replace(/\{\w+\}/, 'ada')
      const fixed = [...filledPath.matchAll(/[^/]+/g)].filter(([segment]) => segment !== 'ada')
      for (const { 0: segment, index } of fixed) {
        for (let position = 0; position < segment.length; position += 1) {
          const spellings = [
            encode(segment, (character) => character === position, true).replaceAll(
              '%2E',
              position === segment.indexOf('.') ? '%2E' : '.',
            ),
            `${segment.slice(0, position)}${segment.charAt(position).toUpperCase()}${segment.slice(position + 1)}`,
          ]
          for (const spelling of spellings.filter((other) => other !== segment)) {
            const otherPath = filledPath.slice(0, index) + spelling + filledPath.slice(index + segment.length)
            expect((await request(`${otherPath}${period}`)).status, otherPath).toBe(404)
          }
        }
      }
    }
  })

  test.each([
    '/%63onnection',
    '/connectio%6e',
    '/export%2ecsv',
    '/export%2Ecsv',
    '//connection',
    '/connection//',
    '/%2Fconnection',
    '/connection%2F',
    '/connection%00',
    '/connection;x',
    '/connection%3F',
  ])('finds no route in another spelling: %s', async (path) => {
    const { request } = createHost(['ada'])
    expect((await request(`${path}${period}`)).status).toBe(404)
  })

  test('finds an employee by every valid encoding of the id, decoded once', async () => {
    const anyId = fc
      .string({ unit: fc.constantFrom(...'aZ0@%2F/+.~ "\\?#;:,&=é日😀'), minLength: 1, maxLength: 12 })
      .filter((id) => !['.', '..'].includes(id))
    await fc.assert(
      fc.asyncProperty(
        anyId,
        fc.array(fc.boolean(), { minLength: 48, maxLength: 48 }),
        fc.boolean(),
        async (id, isEncoded, isUpperCase) => {
          const { request } = createHost([id, 'admin'])
          const path = encode(id, (index) => isEncoded[index] ?? true, isUpperCase)
          const response = await request(`/employees/${path}/stats${period}`)
          expect(response.status, path).toBe(200)
          expect(((await response.json()) as EmployeeStatsResponse).employeeId).toBe(id)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('does not decode an id twice', async () => {
    const { request } = createHost(['ada@example.com', 'a%41'])
    const getStatus = async (id: string) => (await request(`/employees/${id}/stats${period}`)).status
    expect(await getStatus('ada@example.com')).toBe(200)
    expect(await getStatus('ada%40example.com')).toBe(200)
    expect(await getStatus('ada%2540example.com')).toBe(404)
    expect(await getStatus('a%2541')).toBe(200)
    expect(await getStatus('a%41')).toBe(404)
  })

  test('finds nobody with a malformed encoding, even if an employee has that id', async () => {
    const { request } = createHost(['%E0%A4', '%zz', '%', 'a%41%'])
    for (const id of ['%E0%A4', '%zz', '%', 'a%41%', '%c0%af', '%ed%a0%80']) {
      expect((await request(`/employees/${id}/stats${period}`)).status, id).toBe(404)
    }
    expect((await request(`/employees/%25E0%25A4/stats${period}`)).status).toBe(200)
  })

  test('works below a base path with letters outside ASCII', async () => {
    for (const [baseUrl, path] of [
      ['/über/claude', '/über/claude'],
      ['/über/claude', '/%C3%BCber/claude'],
      ['https://app.test/über/claude/', '/über/claude'],
    ] as const) {
      const { claude } = createHost(['ada'], baseUrl)
      expect((await claude.handler(new Request(`https://app.test${path}/connection`))).status).toBe(200)
    }
  })

  test('cannot name `.` and `..`, so they are refused as ids in the directory', async () => {
    for (const id of ['.', '..']) {
      const { claude } = createHost(['ada'])
      await expect(claude.directory.upsert('acme', [createEmployee(id)])).rejects.toMatchObject({
        code: 'directory_invalid',
      })
      await expect(
        claude.directory.upsert('acme', [{ id: 'bo', name: 'Bo', emails: [], managerId: id }]),
      ).rejects.toMatchObject({ code: 'directory_invalid' })
      await expect(
        claude.directory.renameEmployees('acme', [{ from: 'ada', to: id }], { by: 'ada' }),
      ).rejects.toMatchObject({ code: 'rename_invalid' })
      expect(await createHost([id, 'ada']).claude.directory.refresh('acme')).toMatchObject({
        heldBack: { reason: 'invalid' },
      })
    }
  })
})
