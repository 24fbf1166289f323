import { byteOrderMark, catalog, csvLine, dayAt, type Period, readStat, type Viewer } from '@windmill/claude-core'
import { errorDetails } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { ExportRow } from '../storage/adapter.ts'
import { partOf } from '../storage/part.ts'
import { recordAccess } from './access.ts'
import type { Context } from './context.ts'
import { requirePresent } from './permission.ts'

/**
 * A row for each person and day on which they did anything, for those whom adoption is for, as CSV in UTF-8. A page is read when
 * the stream is pulled, so that a year of everyone takes no more memory than a day of a few.
 */
export const exportCsv = async (
  context: Context,
  viewer: Viewer,
  period: Period,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const { storage, clock, logger } = context
  const today = dayAt(clock.now())
  await requirePresent(context, viewer)
  const subjects = await storage.visibleEmployees(viewer, partOf(viewer), today)
  if (subjects.length === 0 && viewer.role !== 'admin') throw new ProblemError('not_found')
  await recordAccess(context, viewer, { kind: 'export', period, subjects })

  const parts = csvParts(storage.readExport(viewer, subjects, period, today))
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await parts.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          // The answer has begun: it can only be broken off, so that nobody takes it for the whole.
          logger.error('An export broke off', { accountId: viewer.accountId, ...errorDetails(error) })
          controller.error(error)
        }
      },
      async cancel() {
        await parts.return()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* csvParts(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<string, void, void> {
  yield byteOrderMark + csvLine(['Day', 'Employee ID', 'Name', ...catalog.map(headerOf)])
  for await (const page of pages) yield page.map(lineOf).join('')
}

const headerOf = ({ label, kind, unit }: (typeof catalog)[number]): string =>
  `${label} (${kind === 'ratio' ? '0 to 1' : unit})`

const lineOf = ({ day, employee, claudeUsers, sums }: ExportRow): string => {
  const reading = { sums, usageDays: claudeUsers, lowerBound: { skills: false, connectors: false } }
  return csvLine([day, employee.id, employee.name, ...catalog.map((stat) => readStat(stat, reading).value)])
}
