import {
  accountId,
  addDays,
  counterIds,
  type Day,
  dayAt,
  daysOf,
  employeeId,
  firstDay,
  startOfDay,
} from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { type ClaudeIntegration, createClaudeIntegration, memoryStorage, type StorageAdapter } from '../src/index.ts'
import { virtualClock } from '../src/test/virtual-clock.ts'
import { type Mortal, mortal } from './mortal.ts'
import { type Chance, chanceOf } from './random.ts'
import { calm, natureOf, troubleOf } from './trouble.ts'

const account = accountId('acme')
const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const
const hour = 3_600_000

export interface Outcome {
  /** What is wrong at the end; empty when the store equals the truth and no request was wasted. */
  readonly failures: readonly string[]
  readonly requests: number
}

interface World {
  readonly chance: Chance
  readonly clock: ReturnType<typeof virtualClock>
  readonly api: ClaudeApi
  readonly storage: StorageAdapter
}

/**
 * One life of a connection, decided by a seed: some days of faults, kills, second runners and refusals, and then quiet.
 * Time is virtual and the API in process, so a life takes a fraction of a second.
 */
export const simulate = async (seed: number): Promise<Outcome> => {
  const chance = chanceOf(seed)
  // Waits between retries are jittered: they too must come out the same for the same seed.
  Math.random = chance.next
  const clock = virtualClock(startOfDay(addDays(chance.pick<Day>(['2026-01-12', '2026-06-20']), chance.integer(0, 20))))
  const nature = natureOf(chance)
  // Beginning in summer, only what is retained has to be read; beginning in winter, everything since the first day.
  const retentionDays = dayAt(clock.now()) > '2026-06-01' ? (nature.retentionDays ?? 30) : nature.retentionDays
  const api = createClaudeApi({ seed, people: 20, now: clock.now, ...nature, retentionDays })
  const world: World = { chance, clock, api, storage: memoryStorage() }

  await connect(world)
  for (let step = chance.integer(4, 16); step > 0; step -= 1) await troubledStep(world)

  api.control(calm)
  for (let tries = 0; (await world.storage.getConnection(account))?.status !== 'connected'; tries += 1) {
    if (tries > 3) return { failures: [JSON.stringify(await world.storage.getConnection(account))], requests: 0 }
    await connect(world)
    await startProcess(world, immortal(world)).sync(account)
  }
  const failures = await quiet(world)
  return { failures: [...failures, ...(await compare(world))], requests: api.requests.total() }
}

/** A process with the product in it, as a host would start it. */
const startProcess = ({ chance, clock, api }: World, life: Mortal): ClaudeIntegration =>
  createClaudeIntegration({
    storage: life.storage,
    clock: life.clock,
    // Real sealing waits for other threads, and would make a run depend on how fast they are.
    vault: { seal: async (_, key) => key, open: async (_, sealed) => sealed },
    directory: {
      // Now and then the host's directory fails, or has changed.
      listEmployees: async () => {
        const { directory } = api.organization
        const day = Math.floor(clock.now() / hour / 24)
        if (chance.happens(0.1)) throw new Error('The directory is down.')
        return directory.slice(0, directory.length - (day % 4))
      },
    },
    viewer: () => admin,
    claudeApi: { fetch: life.fetch },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
  })

const immortal = (world: World): Mortal => mortal({ ...world, fetch: world.api.fetch }, Number.POSITIVE_INFINITY, false)

/** An admin pastes a key that works. At a faulty moment that fails, and they may try again later. */
const connect = async (world: World): Promise<void> => {
  const claude = startProcess(world, immortal(world))
  await claude.api.connect(admin, world.api.keys.analytics).catch(() => {})
}

const troubledStep = async (world: World): Promise<void> => {
  const { chance, clock, api } = world
  if (chance.happens(0.3)) api.control({ clearFaults: true })
  api.control(troubleOf(chance, clock.now()))
  if (chance.happens(0.1))
    api.control({ settings: { access: chance.pick(['forbidden', 'not_found', 'unauthorized']) } })

  const lives = Array.from({ length: chance.happens(0.25) ? 2 : 1 }, () => {
    const writes = chance.happens(0.5) ? chance.integer(0, 25) : Number.POSITIVE_INFINITY
    return mortal({ ...world, fetch: api.fetch }, writes, chance.happens(0.5))
  })
  await Promise.all(lives.map((life) => Promise.race([startProcess(world, life).sync(account), life.died])))
  for (const life of lives) life.kill()

  api.control({ settings: { access: 'on' } })
  if (chance.happens(0.3)) await connect(world)
  clock.set(clock.now() + chance.integer(1, 30) * hour)
}

/**
 * Ten days of runs with which nothing interferes. In the second half, when everything is caught up, every request must
 * be one that the plan needed: a question for the latest day, or a page of a day that was stored.
 */
const quiet = async (world: World): Promise<string[]> => {
  const { clock, api, storage } = world
  let needed = 0
  const counting: StorageAdapter = {
    ...storage,
    writeDay: (accountId, token, reading) => {
      needed += reading.entry.read?.requests ?? 0
      return storage.writeDay(accountId, token, reading)
    },
  }
  const claude = startProcess(world, immortal({ ...world, storage: counting }))
  for (let quarter = 0; quarter < 40; quarter += 1) {
    if (quarter === 20) {
      api.requests.clear()
      needed = 0
    }
    await claude.sync(account)
    needed += 1
    clock.set(clock.now() + 6 * hour)
  }
  await claude.sync(account)
  needed += 1
  const spent = api.requests.list().length
  return spent === needed ? [] : [`${spent} requests were spent where ${needed} were needed`]
}

const compare = async ({ api, clock, storage }: World): Promise<string[]> => {
  const failures: string[] = []
  const latest = api.truth.latestDay()
  const { retentionDays } = api.settings()
  const first = retentionDays === null ? firstDay : addDays(latest, 1 - retentionDays)
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  for (const day of daysOf({ from: first > firstDay ? first : firstDay, to: latest })) {
    const entry = ledger.get(day)
    if (!entry?.read) {
      failures.push(`${day} is not read (${JSON.stringify(entry ?? null)})`)
      continue
    }
    const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
    const truth = api.truth.day(day)
    for (const id of new Set([...stored.keys(), ...truth.keys()])) {
      for (const counter of counterIds) {
        const [ours, theirs] = [stored.get(id)?.[counter], truth.get(id)?.[counter]]
        if (ours !== theirs) failures.push(`${day} ${id} ${counter}: stored ${ours}, the truth is ${theirs}`)
      }
    }
    const { skills, connectors } = api.truth.sources(day)
    const { skillReport, connectorReport } = api.settings()
    // Without a report, a day on which nothing was used can be told from either source.
    if (skillReport && entry.read.skills !== skills) failures.push(`${day} has its skills from ${entry.read.skills}`)
    if (connectorReport && entry.read.connectors !== connectors) {
      failures.push(`${day} has its connectors from ${entry.read.connectors}`)
    }
  }
  const connection = await storage.getConnection(account)
  if (connection?.status !== 'connected')
    failures.push(`the connection is ${connection?.status} on ${dayAt(clock.now())}`)
  return failures.slice(0, 5)
}
