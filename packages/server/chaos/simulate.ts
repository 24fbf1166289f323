import {
  accountId,
  addDays,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  dayAt,
  daysOf,
  employeeId,
  firstDay,
  provisionalDays,
} from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'
import { type ClaudeIntegration, createClaudeIntegration, memoryStorage } from '../src/index.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'
import { virtualClock } from '../src/test/virtual-clock.ts'
import { type Fate, mortal, type Surroundings } from './mortal.ts'
import { createOffice, type Office, wrongLinks } from './office.ts'
import { wrongPanel } from './panel.ts'
import { type Chance, chanceOf } from './random.ts'
import { calm, natureOf, surpriseOf, troubleOf } from './trouble.ts'
import { createWitness, type Witness } from './witness.ts'

const account = accountId('acme')
const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const
const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** More than any life takes: a client that goes round and round is stopped there. */
const mostRequests = 50_000

export interface Outcome {
  /** What is wrong; empty when the store equals the truth and no request was wasted. */
  readonly failures: readonly string[]
  /** How many requests the quiet time took. */
  readonly requests: number
}

interface World extends Surroundings {
  readonly chance: Chance
  readonly clock: Clock & { readonly set: (now: number) => void }
  readonly api: ClaudeApi
  readonly witness: Witness
  readonly office: Office
  readonly failures: string[]
  /** How often a request has no answer… */
  hanging: number
  /** …and how many had none so far. */
  unanswered: number
}

/**
 * One life of a connection, decided by a seed: some days of faults, kills, second runners, refusals and changes on all
 * sides, and then quiet. Time is virtual and the API in process, so a life takes a fraction of a second.
 */
export const simulate = async (seed: number): Promise<Outcome> => {
  const chance = chanceOf(seed)
  // Waits between retries are jittered: they too must come out the same for the same seed.
  Math.random = chance.next
  const nature = natureOf(chance)
  process.env.TZ = nature.zone
  const world = createWorld(chance, seed, nature)

  await connect(world)
  for (let step = chance.integer(4, 14); step > 0; step -= 1) await troubledStep(world)

  world.hanging = 0
  world.api.control(calm)
  for (let tries = 0; (await world.storage.getConnection(account))?.status !== 'connected'; tries += 1) {
    if (tries > 3) return { failures: [JSON.stringify(await world.storage.getConnection(account))], requests: 0 }
    await connect(world)
    await startProcess(world, mortal(world)).sync(account)
  }
  await quiet(world)
  await checkEnd(world)
  return { failures: world.failures.slice(0, 8), requests: world.api.requests.total() }
}

const createWorld = (chance: Chance, seed: number, { start, api: nature }: ReturnType<typeof natureOf>): World => {
  const clock = virtualClock(start)
  const api = createClaudeApi({ seed, people: 20, now: clock.now, ...nature })
  const witness = createWitness(api, memoryStorage())
  const world: World = {
    ...{ chance, clock, api, witness, storage: witness.storage },
    office: createOffice(chance, api.organization),
    failures: [],
    hanging: 0,
    unanswered: 0,
    async fetch(input, init) {
      if (api.requests.total() === mostRequests) world.failures.unshift(`There is no end to the requests: ${input}`)
      if (api.requests.total() >= mostRequests) throw new TypeError('fetch failed')
      if (!chance.happens(world.hanging)) return await witness.fetch(input, init)
      // No answer comes, and the client gives up after its minute.
      world.unanswered += 1
      await clock.sleep(minute, init?.signal ?? undefined)
      throw new DOMException('The operation timed out.', 'TimeoutError')
    },
  }
  return world
}

/** A process with the product in it, as a host would start it. */
const startProcess = ({ chance, office }: World, { storage, clock, fetch }: Surroundings): ClaudeIntegration =>
  createClaudeIntegration({
    storage,
    clock,
    // Real sealing waits for other threads, and would make a run depend on how fast they are.
    vault: { seal: async (_, key) => key, open: async (_, sealed) => sealed },
    directory: {
      listEmployees: async () => {
        if (chance.happens(0.1)) throw new Error('The directory is down.')
        return office.directory()
      },
    },
    viewer: () => admin,
    claudeApi: { fetch },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
  })

/** An admin pastes a key that works. At a faulty moment that fails, and they may try again later. */
const connect = async (world: World): Promise<void> => {
  const { chance, api } = world
  const key = chance.pick([api.keys.analytics, api.keys.replacement])
  await startProcess(world, world)
    .api.connect(admin, key)
    .catch(() => {})
}

/** An admin pastes a wrong key: nothing may come of it. */
const connectWrongly = async (world: World): Promise<void> => {
  const { chance, api, storage, failures } = world
  const before = JSON.stringify(await storage.getConnection(account))
  const { withoutScope, revoked, workspace, admin: adminKey } = api.keys
  const key = chance.pick([withoutScope, revoked, workspace, adminKey])
  const accepted = await startProcess(world, world)
    .api.connect(admin, key)
    .catch(() => null)
  if (accepted) failures.push(`The key ${key.slice(0, 12)}… was accepted`)
  if (JSON.stringify(await storage.getConnection(account)) !== before) failures.push('A wrong key changed something')
}

const troubledStep = async (world: World): Promise<void> => {
  const { chance, clock, api, office } = world
  if (chance.happens(0.3)) api.control({ clearFaults: true })
  api.control(troubleOf(chance, clock.now()))
  world.hanging = chance.happens(0.2) ? chance.next() / 2 : 0
  if (chance.happens(0.1)) {
    api.control({ settings: { access: chance.pick(['forbidden', 'not_found', 'unauthorized', 'not_enterprise']) } })
  }
  if (chance.happens(0.2)) changeMembers(world)
  if (chance.happens(0.3)) office.change(dayAt(clock.now()))

  await live(world)

  api.control({ settings: { access: 'on' } })
  if (chance.happens(0.1)) await connectWrongly(world)
  if (chance.happens(0.04)) {
    const data = chance.pick(['keep', 'erase'] as const)
    await startProcess(world, world)
      .api.disconnect(admin, data)
      .catch(() => {})
  }
  if (chance.happens(0.3)) await connect(world)
  await checkShown(world)
  clock.set(clock.now() + chance.integer(1, 30) * hour + chance.integer(0, hour))
}

/** People are deleted from Claude together with all of their rows, or get another address. */
const changeMembers = ({ chance, api }: World): void => {
  const { deletedUsers, emails } = api.settings()
  const { claudeUsers } = api.organization
  const leaving = Array.from({ length: chance.happens(0.1) ? 12 : 1 }, () => chance.pick(claudeUsers).id)
  if (chance.happens(0.5)) api.control({ settings: { deletedUsers: [...new Set([...deletedUsers, ...leaving])] } })
  else {
    const [renamed, other] = [chance.pick(claudeUsers), chance.pick(claudeUsers)]
    const email = chance.pick([`new.${renamed.email}`, other.email.toUpperCase(), ` ${other.email}`])
    api.control({ settings: { emails: { ...emails, [renamed.id]: email } } })
  }
}

/** One or two processes run until they end or are killed. */
const live = async (world: World): Promise<void> => {
  const { chance, clock, api, storage, failures } = world
  const lives = Array.from({ length: chance.happens(0.25) ? 2 : 1 }, () => mortal(world, fatesOf(chance)))
  const surprise = chance.happens(0.2)
  const ended = new AbortController()
  if (surprise) {
    const change = () => api.control(surpriseOf(chance, clock.now()))
    clock.sleep(chance.integer(0, 3 * minute), ended.signal).then(change, () => {})
  }
  const ample = api.settings().rpm === 60 && !surprise
  const begun = { at: clock.now(), requests: api.requests.total(), unanswered: world.unanswered }
  await Promise.all(lives.map((life) => Promise.race([startProcess(world, life).sync(account), life.died])))
  for (const life of lives) life.kill()
  ended.abort()

  const spent = api.requests.total() - begun.requests
  const unanswered = world.unanswered - begun.unanswered
  const requests = spent === 0 ? [] : api.requests.list().slice(-spent)
  const refused = requests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (ample && refused > 0) failures.push(`${refused} requests were more than the limit allows`)
  // A wait is a minute at the longest; what is asked for longer is left for the next run.
  const longest = 65 * second * lives.length + (spent + 2 * unanswered) * 62 * second
  if (clock.now() - begun.at > longest) {
    failures.push(`A run of ${spent} requests took ${(clock.now() - begun.at) / second} s`)
  }
  const firstPages = Map.groupBy(requests, ({ endpoint, date, page, limit }) =>
    limit !== '1' && page === null ? `${endpoint} of ${date}` : 'other',
  )
  for (const [what, asked] of firstPages) {
    // Five attempts, and two more walks when cursors expire.
    if (what !== 'other' && asked.length > 15 * lives.length) {
      failures.push(`${what} were asked for ${asked.length} times in one run`)
    }
  }
  // Every attempt at a day begins with its users.
  for (const { day, failure } of await storage.readLedger(account)) {
    const attempts = firstPages.get(`users of ${day}`)?.length ?? 0
    if (failure?.code === 'cursor_expired' && failure.at >= begun.at && attempts < 3) {
      failures.push(`${day} was given up for stale cursors after ${attempts} attempts`)
    }
  }
}

const fatesOf = (chance: Chance): (() => Fate) => {
  if (chance.happens(0.5)) return () => 'done'
  let left = chance.integer(0, 25)
  const fate = chance.pick<Fate>(['fails', 'fails_unheard', 'dies', 'dies_unheard'])
  return () => {
    left -= 1
    return left === -1 ? fate : 'done'
  }
}

const rowsOf = async (storage: StorageAdapter, day: Day): Promise<ReadonlyMap<ClaudeUserId, Counters>> =>
  new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))

/** At any time, however troubled: what is shown is what was read, and what was not read is not shown as a number. */
const checkShown = async (world: World): Promise<void> => {
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
const quiet = async (world: World): Promise<void> => {
  const { clock, api, storage, failures } = world
  const [runs, settled] = [30, 15]
  let needed = 0
  let readings = new Set<string>()
  const counting: StorageAdapter = {
    ...storage,
    writeDay: (accountId, token, reading) => {
      const { day, read } = reading.entry
      needed += read?.requests ?? 0
      const which = `${day} on ${dayAt(clock.now())}`
      if (readings.has(which)) failures.push(`${which} was read twice`)
      readings.add(which)
      return storage.writeDay(accountId, token, reading)
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
  const pages = spent.length - questions
  if (pages !== needed) failures.push(`${pages} pages were asked for where ${needed} were needed`)
}

/** In the end, the store equals the truth. */
const checkEnd = async (world: World): Promise<void> => {
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
    if (skillReport && entry.read.skills !== skills) failures.push(`${day} has its skills from ${entry.read.skills}`)
    if (connectorReport && entry.read.connectors !== connectors) {
      failures.push(`${day} has its connectors from ${entry.read.connectors}`)
    }
  }
  // With the directory back, whatever it was like when the last claude user came.
  await relink(world)
  const [users, links] = [await storage.listClaudeUsers(account), await storage.listLinks(account)]
  failures.push(...wrongLinks(office.directory(), users, links, dayAt(clock.now())))
  const connection = await storage.getConnection(account)
  if (connection?.status !== 'connected') {
    failures.push(`The connection is ${connection?.status} on ${dayAt(clock.now())}`)
  }
}

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
