import { employeeId, type Viewer } from '@windmill/claude-core'
import { startOfDay, sumCounters } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import type { ExportRow } from '../storage/adapter.ts'
import { acme, createTestHost, employee } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const clock = virtualClock(startOfDay('2026-11-22'))
const period = { from: '2026-11-01', to: '2026-11-20' } as const
const lead: Viewer = { accountId: acme, employeeId: employeeId('lead'), role: 'employee' }
const createRow = (id: string): ExportRow => ({
  day: '2026-11-02',
  employee: { id: employeeId(id), name: id },
  claudeUsers: 1,
  sums: sumCounters([]),
})

/**
 * Starts an export from a storage that serves `pages` with one row each and fails at a page named `broken`. `read` lists
 * the pages read so far.
 */
const startExport = async (pages: readonly string[]) => {
  const employees = [employee('lead'), employee('ada', { managerId: lead.employeeId })]
  const { claude, storage, log } = createTestHost({ employees, clock })
  const read: string[] = []
  storage.readExport = async function* () {
    try {
      for (const page of pages) {
        if (page === 'broken') throw new Error('the connection broke')
        read.push(page)
        yield [createRow(page)]
      }
    } finally {
      read.push('end')
    }
  }
  const stream = await claude.api.exportCsv(lead, period)
  return { reader: stream.getReader(), read, log }
}

describe('an export', () => {
  test('reads a page only when it is pulled', async () => {
    const { reader, read } = await startExport(['a', 'b'])
    const head = new TextDecoder().decode((await reader.read()).value)
    expect(head.startsWith('"Day","Employee ID","Name",')).toBe(true)
    expect(read).toEqual([])
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^"2026-11-02","a","a",[,\d]*\r\n$/)
    expect(read).toEqual(['a'])
    await reader.read()
    expect(read).toEqual(['a', 'b'])
    expect((await reader.read()).done).toBe(true)
    expect(read).toEqual(['a', 'b', 'end'])
  })

  test('stops reading when it is canceled', async () => {
    const { reader, read } = await startExport(['a', 'b'])
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect(read).toEqual(['a', 'end'])
  })

  test('breaks off and logs the reason when a read fails half way', async () => {
    const { reader, log } = await startExport(['a', 'broken'])
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('the connection broke')
    expect(log.join()).toContain('the connection broke')
  })
})
