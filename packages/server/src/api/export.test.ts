import { employeeId, startOfDay, sumCounters, type Viewer } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import type { ExportRow } from '../storage/adapter.ts'
import { acme, createTestHost, person } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const clock = virtualClock(startOfDay('2026-11-22'))
const period = { from: '2026-11-01', to: '2026-11-20' } as const
const lead: Viewer = { accountId: acme, employeeId: employeeId('lead'), role: 'employee' }
const row = (id: string): ExportRow => ({
  ...{ day: '2026-11-02', employee: { id: employeeId(id), name: id }, claudeUsers: 1 },
  sums: sumCounters([]),
})

/** A host whose store tells which pages of an export are read, and fails at the one named `broken`. */
const exportOf = async (pages: readonly string[]) => {
  const employees = [person('lead'), person('ada', { managerId: lead.employeeId })]
  const { claude, storage, log } = createTestHost({ employees, clock })
  const read: string[] = []
  storage.readExport = async function* () {
    try {
      for (const page of pages) {
        if (page === 'broken') throw new Error('the connection broke')
        read.push(page)
        yield [row(page)]
      }
    } finally {
      read.push('end')
    }
  }
  const stream = await claude.api.exportCsv(lead, period)
  return { reader: stream.getReader(), read, log }
}

describe('an export', () => {
  it('reads a page when it is pulled, and not before', async () => {
    const { reader, read } = await exportOf(['a', 'b'])
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

  it('that is given up reads no further', async () => {
    const { reader, read } = await exportOf(['a', 'b'])
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect(read).toEqual(['a', 'end'])
  })

  it('that fails half way breaks off, so that it is not taken for the whole, and says why in the log', async () => {
    const { reader, log } = await exportOf(['a', 'broken'])
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('the connection broke')
    expect(log.join()).toContain('the connection broke')
  })
})
