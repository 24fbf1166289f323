import { employeeId, type Viewer } from '@windmill/claude-core'
import { mapCounters, sumCounters } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import type { ExportRow, LedgerEntry } from '../storage/adapter.ts'
import { acme, createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDayReading, createEmployee, createViewer } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const period = { from: '2026-11-01', to: '2026-11-20' } as const
const lead: Viewer = createViewer(acme, 'lead', 'employee')
const createRow = (id: string): ExportRow => ({
  day: '2026-11-02',
  employee: { id: employeeId(id), name: id },
  claudeUsers: 1,
  sums: sumCounters([{ ...mapCounters(() => 0), code_edits_accepted: 793, code_edits_rejected: 223 }]),
})

type Sources = Pick<NonNullable<LedgerEntry['read']>, 'skills' | 'connectors'>

/**
 * Starts an export. Storage has the given pages, with one row each, and fails at a page named `broken`. `storageReads`
 * lists the pages read so far, followed by `end` after storage has stopped reading.
 */
const startExport = async (
  pages: readonly string[],
  locale?: string,
  sources: Sources = { skills: 'report', connectors: 'report' },
) => {
  const employees = [createEmployee('lead'), createEmployee('ada', { managerId: lead.employeeId })]
  const { claude, storage, log } = createTestHost({ employees, clock })
  const storageReads: string[] = []
  const { entry } = createDayReading('2026-11-02', [])
  storage.readLedger = async () => [{ ...entry, read: entry.read && { ...entry.read, ...sources } }]
  storage.readExport = async function* () {
    try {
      for (const page of pages) {
        if (page === 'broken') throw new Error('the connection broke')
        storageReads.push(page)
        yield [createRow(page)]
      }
    } finally {
      storageReads.push('end')
    }
  }
  const stream = await claude.api.exportCsv(lead, { ...period, locale })
  return { reader: stream.getReader(), storageReads, log }
}

describe('exportCsv', () => {
  test('reads a page from storage only when the stream is pulled', async () => {
    const { reader, storageReads } = await startExport(['a', 'b'])
    const headings = new TextDecoder().decode((await reader.read()).value)
    expect(headings.startsWith('"Day","Employee ID","Name",')).toBe(true)
    expect(storageReads).toEqual([])
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^"2026-11-02","a","a",[,.\d]*,"[^"]*"\r\n$/)
    expect(storageReads).toEqual(['a'])
    await reader.read()
    expect(storageReads).toEqual(['a', 'b'])
    expect((await reader.read()).done).toBe(true)
    expect(storageReads).toEqual(['a', 'b', 'end'])
  })

  test('writes a rate with three decimals, and with the separator and decimal sign of the locale', async () => {
    const readLines = async (locale?: string) => {
      const { reader } = await startExport(['a'], locale)
      const chunks = [await reader.read(), await reader.read()]
      return chunks.map(({ value }) => new TextDecoder().decode(value))
    }
    const [, english] = await readLines()
    expect(english).toMatch(/^"2026-11-02","a","a",[,\d]*,0\.781,[,\d]*,"[^"]*"\r\n$/)
    const [headings, german] = await readLines('de')
    expect(headings).toContain('"Day";"Employee ID";"Name";"Chat: Conversations (conversations)";')
    expect(german).toMatch(/^"2026-11-02";"a";"a";[;\d]*;0,781;[;\d]*;"[^"]*"\r\n$/)
  })

  test('names the stats of a row that are lower bounds, by the sources of its day', async () => {
    const readLastCells = async (sources: Sources) => {
      const { reader } = await startExport(['a'], undefined, sources)
      const chunks = [await reader.read(), await reader.read()]
      return chunks.map(({ value }) => new TextDecoder().decode(value).trimEnd().split('"').at(-2))
    }
    const heading = 'Lower bounds and partial rates'
    const skills = 'Skills and connectors: Skill usage'
    expect(await readLastCells({ skills: 'report', connectors: 'report' })).toEqual([heading, ''])
    expect(await readLastCells({ skills: 'kept', connectors: 'report' })).toEqual([heading, skills])
    expect((await readLastCells({ skills: 'users', connectors: 'users' }))[1]).toContain(`${skills}, `)
  })

  test('refuses a locale that is not a language tag', async () => {
    await expect(startExport([], 'de_DE!')).rejects.toMatchObject({
      code: 'invalid_request',
      problem: { field: 'locale' },
    })
  })

  test('stops reading from storage when the stream is canceled', async () => {
    const { reader, storageReads } = await startExport(['a', 'b'])
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect(storageReads).toEqual(['a', 'end'])
  })

  test('ends the stream with an error and logs it when a page cannot be read', async () => {
    const { reader, log } = await startExport(['a', 'broken'])
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('the connection broke')
    expect(log.join()).toContain('the connection broke')
  })
})
