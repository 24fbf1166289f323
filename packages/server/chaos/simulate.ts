import { dayAt } from '@windmill/claude-core'
import { checkEnd, checkShown, quiet } from './judge.ts'
import { type Fate, mortal } from './mortal.ts'
import { type Chance, chanceOf } from './random.ts'
import { calm, natureOf, surpriseOf, troubleOf } from './trouble.ts'
import { account, admin, createWorld, startProcess, type World } from './world.ts'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

export interface Outcome {
  /** What is wrong; empty when the store equals the truth and no request was wasted. */
  readonly failures: readonly string[]
  /** How many requests the quiet time took. */
  readonly requests: number
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
