import {
  addDays,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  dayAt,
  daysOf,
  firstDay,
  isProvisional,
  provisionalDays,
  type UsageSource,
} from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter } from '../src/storage/adapter.ts'
import { wrongLinks } from './office.ts'
import { wrongPanel } from './panel.ts'
import { account, admin, startProcess, type World } from './world.ts'

const hour = 3_600_000

const rowsOf = async (storage: StorageAdapter, day: Day): Promise<ReadonlyMap<ClaudeUserId, Counters>> =>
  new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))

/** At any time, however troubled: what is shown is what was read, and what was not read is not shown as a number. */
export const checkShown = async (world: World): Promise<void> => {
  const { chance, storage, witness, office, clock, failures } = world
  const to = addDays(dayAt(clock.now()), -chance.integer(0, 20))
  const period = { from: addDays(to, -chance.integer(0, 13)), to }
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  const stored = new Map<Day, ReadonlyMap<ClaudeUserId, Counters>>()
  for (const day of daysOf(period)) {
    const rows = await rowsOf(storage, day)
    const read = ledger.get(day)?.read
    if (read) {
      stored.set(day, rows)
      failures.push(...witness.strays(day, rows, read))
    } else if (rows.size > 0) failures.push(`${day} has rows, and was not read`)
  }
  failures.push(...witness.tellWritten())
  // The panel asks for the directory first, and may find somebody gone.
  const present = new Set(office.directory().map(({ id }) => id))
  const employees = (await storage.listEmployees(account)).filter(({ id }) => present.has(id))
  if (employees.length === 0) return
  const { id } = chance.pick(employees)
  const shown = await startProcess(world, world).api.employeeStats(admin, id, { ...period, bucket: 'day' })
  const links = await storage.listLinks(account)
  const claudeUsers = links.filter(({ employeeId }) => employeeId === id).map(({ claudeUserId }) => claudeUserId)
  const archivedOn = (await storage.getEmployee(account, id))?.archivedOn ?? null
  failures.push(...wrongPanel(shown, { rowsOf: (day) => stored.get(day) ?? null, claudeUsers, archivedOn }))
}

/**
 * Ten days of runs with which nothing interferes. In the second half, when everything is caught up, every request must
 * be one that the rules need: a question for the latest day, once a run, or a page of a day that may have been revised
 * and was not read yet on that day of the calendar.
 */
export const quiet = async (world: World): Promise<void> => {
  const { clock, api, storage, failures } = world
  const [runs, settled] = [30, 15]
  let needed = 0
  let readings = new Set<string>()
  /** Days that were read again for a report that they lacked, and what they had before: once is enough for each. */
  const bettered = new Set<string>()
  const counting: StorageAdapter = {
    ...storage,
    writeDay: async (accountId, token, reading) => {
      const { day, read } = reading.entry
      needed += read?.requests ?? 0
      const before = (await storage.readLedger(accountId)).find((entry) => entry.day === day)?.read
      if (before && isBetterable(day, before)) {
        const which = `${day} with skills from ${before.skills}, connectors from ${before.connectors}`
        if (bettered.has(which)) failures.push(`${which} was read again for a report that it does not have`)
        bettered.add(which)
      } else {
        const which = `${day} on ${dayAt(clock.now())}`
        if (readings.has(which)) failures.push(`${which} was read twice`)
        readings.add(which)
      }
      return await storage.writeDay(accountId, token, reading)
    },
  }
  const claude = startProcess(world, { ...world, storage: counting })
  for (let run = 0; run <= runs; run += 1) {
    if (run === settled) {
      api.requests.clear()
      needed = 0
      readings = new Set()
    }
    await claude.sync(account)
    if (run < runs) clock.set(clock.now() + 8 * hour)
  }
  const oldest = addDays(api.truth.latestDay(), -provisionalDays - 5)
  for (const reading of readings) if (reading < oldest) failures.push(`${reading} was read again, though settled`)
  const spent = api.requests.list()
  const questions = spent.filter(({ limit }) => limit === '1').length
  if (questions > runs - settled + 1) failures.push(`The latest day was asked for ${questions} times`)
  // A day that lacks a report may no longer be served when that comes. Three refusals say so, and two such days in a row end
  // the history; as many as are read at a time may be asked for by then.
  const refused = spent.filter(({ status, limit }) => status === 400 && limit !== '1')
  const byDay = Map.groupBy(refused, ({ date }) => date)
  for (const [date, times] of byDay) if (times.length > 3) failures.push(`${date} was asked for, though refused`)
  if (byDay.size > 4) failures.push(`${byDay.size} days were asked for that are no longer served`)
  const pages = spent.length - questions - refused.length
  if (pages !== needed) failures.push(`${pages} pages were asked for where ${needed} were needed`)
}

/** In the end, the store equals the truth. */
export const checkEnd = async (world: World): Promise<void> => {
  const { api, clock, storage, witness, office, failures } = world
  const latest = api.truth.latestDay()
  const { retentionDays, skillReport, connectorReport } = api.settings()
  const first = retentionDays === null ? firstDay : addDays(latest, 1 - retentionDays)
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  for (const day of daysOf({ from: first > firstDay ? first : firstDay, to: latest })) {
    const entry = ledger.get(day)
    if (!entry?.read) {
      failures.push(`${day} is not read (${JSON.stringify(entry ?? null)})`)
      continue
    }
    const stored = await rowsOf(storage, day)
    const all = api.truth.day(day)
    for (const [id, truth] of all) {
      for (const counter of counterIds) {
        const ours = stored.get(id)?.[counter]
        if (ours !== truth[counter]) failures.push(`${day} ${id} ${counter}: ${ours} is stored, ${truth[counter]} true`)
      }
    }
    failures.push(...witness.strays(day, stored, entry.read))
    const { skills, connectors } = api.truth.sources(day)
    // Kept rows of those who were deleted may be from a reading without the report: then the day is marked by them.
    if ([...stored.keys()].some((id) => !all.has(id))) continue
    // Without a report, a day on which nothing was used can be told from either source.
    if (skillReport && !isFrom(entry.read.skills, skills))
      failures.push(`${day} has its skills from ${entry.read.skills}`)
    if (connectorReport && !isFrom(entry.read.connectors, connectors)) {
      failures.push(`${day} has its connectors from ${entry.read.connectors}`)
    }
  }
  // With the directory back, whatever it was like when the last claude user came.
  await relink(world)
  const [users, links] = [await storage.listClaudeUsers(account), await storage.listLinks(account)]
  const firstActive = new Map<ClaudeUserId, Day>()
  for (const day of ledger.keys()) {
    for (const [id, counters] of await rowsOf(storage, day)) {
      const isActive = counterIds.some((counter) => (counters[counter] ?? 0) > 0)
      if (isActive && day < (firstActive.get(id) ?? '9')) firstActive.set(id, day)
    }
  }
  failures.push(...wrongLinks(office.directory(), users, links, firstActive, dayAt(clock.now())))
  const connection = await storage.getConnection(account)
  if (connection?.status !== 'connected') {
    failures.push(`The connection is ${connection?.status} on ${dayAt(clock.now())}`)
  }
}

const isFrom = (ours: UsageSource, truth: UsageSource): boolean => (ours === 'report') === (truth === 'report')

const isBetterable = (day: Day, { latestDay, skills, connectors }: NonNullable<LedgerEntry['read']>): boolean =>
  !isProvisional({ day, latestDay }) && [skills, connectors].some((source) => source === 'users' || source === 'kept')

const relink = async (world: World): Promise<void> => {
  for (;;) {
    const done = await startProcess(world, world)
      .directory.refresh(account)
      .then(
        ({ heldBack }) => heldBack === null,
        () => false,
      )
    if (done) return
  }
}
