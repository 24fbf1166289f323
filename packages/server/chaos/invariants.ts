import {
  addDays,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  dayAt,
  firstServedDay,
  listDays,
  maxDay,
  provisionalDays,
  type UsageSource,
} from '@windmill/claude-core'
import type { HostViewer } from '../src/index.ts'
import type { MonthCheck, StorageAdapter } from '../src/storage/adapter.ts'
import { wasCompared } from './check-reconciliation.ts'
import { account, admin, createWorker, type Environment, employee, startProcess } from './environment.ts'
import { findUnservedRequests } from './find-unserved-requests.ts'
import { findWrongCounts } from './find-wrong-counts.ts'
import { findWrongFigures, type StoredDay } from './find-wrong-figures.ts'
import { findWrongLinks } from './find-wrong-links.ts'
import { isReadForReconciliation } from './is-read-for-reconciliation.ts'
import { createReadObserver } from './read-observer.ts'

const hourMs = 3_600_000

const readRows = async (storage: StorageAdapter, day: Day): Promise<ReadonlyMap<ClaudeUserId, Counters>> =>
  new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))

/**
 * Checks what holds at any time, for a random period: stored rows are true, days that were not read have no rows, and
 * the figures of a random employee follow from the stored rows.
 */
export const checkFigures = async (environment: Environment): Promise<void> => {
  const { random, storage, recorder, directory, clock, failures } = environment
  const to = addDays(dayAt(clock.now()), -random.drawInteger(0, 20))
  const period = { from: addDays(to, -random.drawInteger(0, 13)), to }
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  const readDays = new Map<Day, StoredDay>()
  for (const day of listDays(period)) {
    const rows = await readRows(storage, day)
    const read = ledger.get(day)?.read
    if (read) {
      readDays.set(day, { rows, unattributedRows: read.unattributedRows })
      failures.push(...recorder.findWrongRows(day, rows, read))
    } else if (rows.size > 0) failures.push(`${day} has rows, although it was not read`)
  }
  failures.push(...recorder.takeWriteFailures(), ...environment.totalsObserver.takeFailures())
  // The request below may pull the directory first, which removes employees who are no longer in it.
  const directoryIds = new Set(directory.listEmployees().map(({ id }) => id))
  const employees = (await storage.listEmployees(account)).filter(({ id }) => directoryIds.has(id))
  if (employees.length === 0) return
  const { id } = random.pick(employees)
  const { api } = startProcess(environment, environment)
  const response = await api.employeeStats(admin, id, { ...period, bucket: 'day' })
  const links = await storage.listLinks(account)
  const claudeUsers = links.filter(({ employeeId }) => employeeId === id).map(({ claudeUserId }) => claudeUserId)
  const { archivedOn = null, startedOn = null } = (await storage.getEmployee(account, id)) ?? {}
  const getDay = (day: Day): StoredDay | null => readDays.get(day) ?? null
  failures.push(...findWrongFigures(response, { getDay, claudeUsers, archivedOn, startedOn }))
}

/**
 * Checks that no key is in the logger's output, the stored connection or an answer, and that no error text of Claude's
 * API is in an answer to employees.
 */
export const checkSecrets = async (environment: Environment): Promise<void> => {
  const { storage, logLines, findKey, failures } = environment
  const claude = startProcess(environment, environment)
  const readConnection = async (viewer: HostViewer) =>
    JSON.stringify(await claude.api.connection(viewer).catch(() => null))
  const reconciliation = JSON.stringify(await claude.api.reconciliation(admin).catch(() => null))
  const answerToEmployee = await readConnection(employee)
  const findLeaks = (place: string, texts: readonly string[]): string[] =>
    texts.filter((text) => findKey(text) !== null).map((text) => `A key is in ${place}: ${text.slice(0, 300)}`)
  failures.push(
    ...findLeaks('the logger’s output', logLines.splice(0)),
    ...findLeaks('the stored connection', [JSON.stringify(await storage.getConnection(account))]),
    ...findLeaks('an answer', [answerToEmployee, await readConnection(admin), reconciliation]),
  )
  // Every error text of the API matches this pattern.
  if (/Claude’s API (said|answered)|req_/.test(answerToEmployee))
    failures.push(`An answer to employees has an error text of Claude’s API: ${answerToEmployee}`)
}

/**
 * Syncs every eight hours for ten days without faults, and checks every request of the last five days. By then, all old
 * days have been read, except for refused days: about one of them is requested per day. Only these requests are
 * allowed:
 *
 * - requests with `limit=1`: one per run for the latest day, and one per day that checks a refusal
 * - days that may have been revised, once per UTC date
 * - days without a report, once, because the report may have their counts by now
 * - days that a reconciliation reads again
 * - up to four refused days per UTC date
 *
 * @returns The number of requests of the last five days.
 */
export const checkUndisturbedRuns = async (environment: Environment): Promise<number> => {
  const { clock, api, storage, failures, requestObserver } = environment
  const lastRun = 30
  const firstCheckedRun = 15
  let neededPages = 0
  // After a reconciliation finds a difference, it reads the days of the month again. Not all of these reads are stored,
  // so the number of needed pages is then unknown.
  let isAnyMonthReadAgain = false
  const readObserver = createReadObserver(failures)
  const countingStorage: StorageAdapter = {
    ...storage,
    writeDay: async (accountId, token, reading) => {
      const { day, read } = reading.entry
      neededPages += read?.requests ?? 0
      const entryBefore = (await storage.readLedger(accountId)).find((entry) => entry.day === day)
      const isForReconciliation = await isReadForReconciliation(storage, accountId, entryBefore)
      isAnyMonthReadAgain ||= isForReconciliation
      if (!isForReconciliation) readObserver.observe(day, entryBefore, clock.now())
      return await storage.writeDay(accountId, token, reading)
    },
  }
  const worker = createWorker(environment, { ...environment, storage: countingStorage })
  for (let run = 0; run <= lastRun; run += 1) {
    if (run === firstCheckedRun) {
      requestObserver.takeNew()
      neededPages = 0
      isAnyMonthReadAgain = false
      readObserver.clear()
    }
    await worker.runHourlySync()
    if (run < lastRun) await clock.sleep(8 * hourMs)
  }
  // A day that was provisional five days ago may have been read since then.
  const oldestProvisionalDay = addDays(api.truth.latestDay(), -provisionalDays - 5)
  failures.push(...readObserver.findReadsOfSettledDays(oldestProvisionalDay))
  // Requests for a range of days are left out. They read the seats or the totals of a settled month.
  const requests = requestObserver.takeNew().filter(({ isRange }) => !isRange)
  // Each run may look for the latest day. Once a day, which is every third run, a run may check whether the API refuses
  // only one day. A rate-limited request is sent again, so it does not count.
  const singleRowRequests = requests.filter(({ limit }) => limit === '1')
  const singleRowCount = singleRowRequests.filter(({ status }) => status !== 429).length
  const checkedRuns = lastRun - firstCheckedRun + 1
  if (singleRowCount > checkedRuns + Math.ceil(checkedRuns / 3)) {
    failures.push(`A single row was requested ${singleRowCount} times`)
  }
  const unservedRequests = findUnservedRequests(requests)
  const refusals = unservedRequests.filter(({ status }) => status === 400)
  for (const [date, refusalsOfDate] of Map.groupBy(refusals, ({ at }) => dayAt(at))) {
    // Four are allowed: the two days at the border of the history, one sample of the days before the border, and one
    // sample of the refused days after it.
    if (refusalsOfDate.length > 4)
      failures.push(`${refusalsOfDate.length} days that are not served were requested on ${date}`)
  }
  const rateLimitedCount = requests.filter(({ status }) => status === 429).length
  if (rateLimitedCount > 0 && api.settings().foreignRpm === 0) {
    failures.push(`${rateLimitedCount} requests exceeded the rate limit, although no other tool sends any`)
  }
  const requestedPages = requests.length - singleRowRequests.length - unservedRequests.length
  if (requestedPages !== neededPages && !isAnyMonthReadAgain)
    failures.push(`${requestedPages} pages were requested, ${neededPages} were needed`)
  return requests.length
}

/** Finds the first day that the API serves. */
export const findFirstServedDay = (api: Environment['api']): Day => {
  const { retentionDays, earliestDay } = api.settings()
  const firstDay =
    retentionDays === null ? (earliestDay ?? firstServedDay) : addDays(api.truth.latestDay(), 1 - retentionDays)
  return maxDay(firstDay, firstServedDay)
}

/** Checks what holds at the end: storage equals the truth, the connection works, and links follow the rules. */
export const checkFinalState = async (environment: Environment): Promise<void> => {
  const { api, clock, storage, recorder, directory, failures } = environment
  const latestDay = api.truth.latestDay()
  const { skillReport, connectorReport, lateRevisions } = api.settings()
  const comparedMonths = new Set((await storage.listMonthChecks(account)).filter(wasCompared).map(toMonthName))
  // Only a reconciliation finds that Claude has revised a settled day.
  const mayBeOutdated = (day: Day): boolean => lateRevisions[day] !== undefined && !comparedMonths.has(day.slice(0, 7))
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  for (const day of listDays({ from: findFirstServedDay(api), to: latestDay })) {
    const entry = ledger.get(day)
    if (!entry?.read) {
      failures.push(`${day} is not read (${JSON.stringify(entry ?? null)})`)
      continue
    }
    const stored = await readRows(storage, day)
    const truth = api.truth.day(day)
    const [hadMalformedRows, hasMalformedRows] = [recorder.hadMalformedRows(day), recorder.hasMalformedRows(day)]
    failures.push(
      ...(mayBeOutdated(day)
        ? []
        : findWrongCounts({
            day,
            read: entry.read,
            stored,
            truth,
            hadMalformedRows,
            hasMalformedRows,
            isRevisedLate: lateRevisions[day] !== undefined,
          })),
      ...recorder.findWrongRows(day, stored, entry.read),
    )
    const { skills, connectors } = api.truth.sources(day)
    // The kept rows of deleted Claude users may be from a read without the report. If so, the report is not the day's
    // source.
    if ([...stored.keys()].some((id) => !truth.has(id))) continue
    // The counts of a report that lost rows are a lower bound.
    const isLostReport = (source: UsageSource) => source === 'final' && hadMalformedRows
    // If a report has only malformed rows, the counts of the list of users replace it. They are a lower bound too.
    const isUnusedReport = (source: UsageSource) => source === 'users' && hasMalformedRows
    const isLowerBound = (source: UsageSource) => isLostReport(source) || isUnusedReport(source)
    // For a day without rows, the truth names the report even if the organization does not have it. Then every source
    // is right.
    const isWrongSource = (setting: boolean | Day, actual: UsageSource, expected: UsageSource): boolean =>
      (hasReport(setting, day) || expected === 'users') && !isLowerBound(actual) && !isSameSource(actual, expected)
    if (isWrongSource(skillReport, entry.read.skills, skills)) {
      failures.push(`${day} has its skills from ${entry.read.skills}`)
    }
    if (isWrongSource(connectorReport, entry.read.connectors, connectors)) {
      failures.push(`${day} has its connectors from ${entry.read.connectors}`)
    }
  }
  // The directory may have been down when the last Claude user appeared, so it is pulled again.
  await refreshDirectory(environment)
  const [users, links] = [await storage.listClaudeUsers(account), await storage.listLinks(account)]
  const firstActiveDays = new Map<ClaudeUserId, Day>()
  for (const day of ledger.keys()) {
    for (const [id, counters] of await readRows(storage, day)) {
      const isActive = counterIds.some((counter) => (counters[counter] ?? 0) > 0)
      if (isActive && day < (firstActiveDays.get(id) ?? '9')) firstActiveDays.set(id, day)
    }
  }
  failures.push(
    ...findWrongLinks(
      directory.listEmployees(),
      directory.listAddressesOfRemoved(),
      users,
      links,
      firstActiveDays,
      recorder.listEmails,
      dayAt(clock.now()),
    ),
  )
  const { coverage } = await startProcess(environment, environment).api.connection(admin)
  const oldestReadDay = [...ledger.values()].find(({ read }) => read)?.day ?? firstServedDay
  const lastUnservedDay = oldestReadDay === firstServedDay ? undefined : addDays(oldestReadDay, -1)
  // If only one day is refused, the refusal may be a fault, so the coverage lists the day as missing.
  if (lastUnservedDay !== firstServedDay && coverage?.notServed?.to !== lastUnservedDay) {
    failures.push(
      `The coverage names ${JSON.stringify(coverage?.notServed)} as not served, not through ${lastUnservedDay}`,
    )
  }
  const connection = await storage.getConnection(account)
  if (connection?.status !== 'connected') {
    failures.push(`The connection is ${connection?.status} on ${dayAt(clock.now())}`)
  }
}

const toMonthName = ({ month }: MonthCheck): string => month.slice(0, 7)

/** Whether the organization has a report of a day. The setting can be the first day with the report. */
const hasReport = (setting: boolean | Day, day: Day): boolean =>
  typeof setting === 'boolean' ? setting : day >= setting

const isSameSource = (actual: UsageSource, expected: UsageSource): boolean =>
  (actual === 'report') === (expected === 'report')

/** Pulls the directory until a pull is stored. Pulls fail at random, or are held back. */
const refreshDirectory = async (environment: Environment): Promise<void> => {
  for (;;) {
    const isStored = await startProcess(environment, environment)
      .directory.refresh(account)
      .then(
        ({ heldBack }) => heldBack === null,
        () => false,
      )
    if (isStored) return
  }
}
