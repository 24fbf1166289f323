import { catalog, type Day, dayAt, type ExportQuery, type StatDefinition, type Viewer } from '@windmill/claude-core'
import { byteOrderMark, computeStat, formatCsvLine, getProductLabel } from '@windmill/claude-core/internal'
import { describeError } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { ExportRow, LedgerEntry, LineRange, ReadOptions } from '../storage/adapter.ts'
import { authorizeGroup } from './authorize-group.ts'
import type { Context } from './context.ts'
import type { ReadLimiter } from './read-limiter.ts'
import { readWithLines, recordGroupRead } from './record.ts'

/**
 * Returns a stream of CSV in UTF-8 with one row for each active day of each employee of a group. Adds the read and its
 * number of rows to the log. Each pull of the stream reads one page from storage, so the export is never in memory as a
 * whole.
 * @throws `ProblemError` `not_permitted`, `busy`, or `not_found` if the viewer is archived or may not see the group, or
 * if nobody is in it.
 */
export const exportCsv = async (
  context: Context,
  viewer: Viewer,
  { scope, locale, ...period }: ExportQuery,
  options: ReadOptions = {},
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const { storage, clock, logger, readLimiter } = context
  const { accountId } = viewer
  const today = dayAt(clock.now())
  const { group, reader } = await authorizeGroup(context, viewer, scope)
  const listSubjects = () => storage.listVisibleEmployees(viewer, group, today, options)
  const { figures: subjects, lines } = await readLimiter.run(
    () => readWithLines(context, accountId, listSubjects),
    options,
  )
  if (subjects.length === 0 && group !== 'all') throw new ProblemError('not_found')
  const recordRead = (range: LineRange) =>
    recordGroupRead(context, reader, group, { purpose: 'export', periods: [period], lines: range })
  const entryIds = [await recordRead(lines)]

  const canceled = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, canceled.signal]) : canceled.signal
  const pages = storage.readExport(viewer, subjects, period, today, { signal })
  let rowCount = 0
  const recordRows = async () => {
    await Promise.all(entryIds.map((id) => storage.setExportedRows(accountId, id, rowCount))).catch(
      (error: unknown) => {
        logger.error('The rows of an export could not be recorded', { rows: rowCount, ...describeError(error) })
      },
    )
  }
  let recordedUntil = lines.until
  const ledger = new Map((await storage.readLedger(accountId)).map(({ day, read }) => [day, read]))
  const csv = generateCsv({ locale, ledger }, takeTurns(readLimiter, pages, signal), async (page) => {
    // A subject can join the group again while earlier pages are sent, for example when their participation changes.
    const until = await storage.getLinesChangedAt(accountId)
    if (until !== recordedUntil) entryIds.push(await recordRead({ from: recordedUntil, until }))
    recordedUntil = until
    rowCount += page.length
  })
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await csv.next()
          if (!done) return controller.enqueue(encoder.encode(value))
          await recordRows()
          controller.close()
        } catch (error) {
          await recordRows()
          // The response has already started. Only an error in the stream shows the client that the file is incomplete.
          if (!signal.aborted) logger.error('An export broke off', { accountId, ...describeError(error) })
          controller.error(error)
        }
      },
      async cancel() {
        canceled.abort()
        await csv.return()
        await recordRows()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Reads each page in its own turn of the limiter, so that a client that reads slowly does not keep a turn. */
async function* takeTurns<Page>(
  readLimiter: ReadLimiter,
  pages: AsyncIterable<Page>,
  signal: AbortSignal,
): AsyncGenerator<Page, void, void> {
  const iterator = pages[Symbol.asyncIterator]()
  try {
    for (;;) {
      const page = await readLimiter.run(() => iterator.next(), { signal, isContinued: true })
      if (page.done) return
      yield page.value
    }
  } finally {
    await iterator.return?.()
  }
}

interface CsvOptions {
  readonly locale: string | undefined
  /** The reading of each day of the account. */
  readonly ledger: ReadonlyMap<Day, LedgerEntry['read']>
}

async function* generateCsv(
  { locale, ledger }: CsvOptions,
  pages: AsyncIterable<readonly ExportRow[]>,
  onPage: (page: readonly ExportRow[]) => Promise<void>,
): AsyncGenerator<string, void, void> {
  yield byteOrderMark + formatCsvLine(headings, locale)
  for await (const page of pages) {
    await onPage(page)
    yield page.map((row) => formatCsvLine(listCells(row, ledger.get(row.day) ?? null), locale)).join('')
  }
}

const formatLabel = ({ product, shortLabel }: StatDefinition): string =>
  `${getProductLabel({ texts: {} }, product)}: ${shortLabel}`

const headings = [
  'Day',
  'Employee ID',
  'Name',
  ...catalog.map((stat) => `${formatLabel(stat)} (${stat.kind === 'ratio' ? '0 to 1' : stat.unit})`),
  'Lower bounds and partial rates',
]

const listCells = (
  { day, employee, claudeUsers, sums }: ExportRow,
  read: LedgerEntry['read'],
): (string | number | null)[] => {
  // A row has the usage of one day, so each Claude user adds one usage day.
  const summedDays = {
    sums,
    usageDays: claudeUsers,
    unattributedUsageDays: sums.rowsOnUnattributedDays,
    isLowerBound: { skills: read?.skills !== 'report', connectors: read?.connectors !== 'report' },
  }
  const stats = catalog.map((stat) => ({ stat, ...computeStat(stat, summedDays) }))
  const partialLabels = stats.flatMap(({ stat, partial }) => (partial ? formatLabel(stat) : []))
  return [day, employee.id, employee.name, ...stats.map(({ value }) => value), partialLabels.join(', ')]
}
