import { catalog, dayAt, type Period, type Viewer } from '@windmill/claude-core'
import { byteOrderMark, computeStat, formatCsvLine } from '@windmill/claude-core/internal'
import { describeError } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { ExportRow } from '../storage/adapter.ts'
import { resolveGroupScope } from '../storage/group-scope.ts'
import { recordAccess } from './access.ts'
import type { Context } from './context.ts'
import { requireNotArchived } from './permission.ts'

/**
 * Exports usage as CSV in UTF-8, one row per person and active day, for the same people as adoption. Each pull of the
 * stream reads one page from storage, so memory use does not grow with the size of the export.
 * @throws `ProblemError` `not_found` if the viewer has nobody to see.
 */
export const exportCsv = async (
  context: Context,
  viewer: Viewer,
  period: Period,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const { storage, clock, logger } = context
  const today = dayAt(clock.now())
  await requireNotArchived(context, viewer)
  const subjects = await storage.listVisibleEmployees(viewer, resolveGroupScope(viewer), today)
  if (subjects.length === 0 && viewer.role !== 'admin') throw new ProblemError('not_found')
  await recordAccess(context, viewer, { kind: 'export', period, subjects })

  const csv = generateCsv(storage.readExport(viewer, subjects, period, today))
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await csv.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          // The response has started, so only breaking it off shows the client that it is incomplete.
          logger.error('An export broke off', { accountId: viewer.accountId, ...describeError(error) })
          controller.error(error)
        }
      },
      async cancel() {
        await csv.return()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* generateCsv(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<string, void, void> {
  yield byteOrderMark + formatCsvLine(['Day', 'Employee ID', 'Name', ...catalog.map(formatHeader)])
  for await (const page of pages) yield page.map(formatRow).join('')
}

const formatHeader = ({ label, kind, unit }: (typeof catalog)[number]): string =>
  `${label} (${kind === 'ratio' ? '0 to 1' : unit})`

const formatRow = ({ day, employee, claudeUsers, sums }: ExportRow): string => {
  const reading = { sums, usageDays: claudeUsers, lowerBound: { skills: false, connectors: false } }
  return formatCsvLine([day, employee.id, employee.name, ...catalog.map((stat) => computeStat(stat, reading).value)])
}
