import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayAt, startOfDay } from '@windmill/claude-core'
import { leaseTime, wrongInStore, wrongWrites } from './checks.ts'
import { speed } from './fast-clock.ts'
import { atSomeMoment, living, until } from './moments.ts'
import { faultOf } from './trouble.ts'
import type { Victim } from './victims.ts'
import { createWorld, type World } from './world.ts'

const hour = 3_600_000
/** In the machine's milliseconds: what is not over by then never will be. */
const endless = 120_000

export interface LifeOptions {
  /** A PostgreSQL server; the life gets a database of its own there. */
  readonly serverUrl: string
  readonly seed: number
  /** How many processes are killed. */
  readonly kills: number
  /** How many days of history there may be at the start. */
  readonly historyDays: number
}

export interface Outcome {
  /** What is wrong; empty when nothing is lost, double, half or left behind. */
  readonly failures: readonly string[]
  /** What happened, line by line. */
  readonly story: readonly string[]
  readonly kills: number
  /** How many of the killed were in a transaction that had written something. */
  readonly whileWriting: number
  readonly requests: number
}

interface Life extends World {
  readonly failures: string[]
  readonly story: string[]
  kills: number
  whileWriting: number
  requestsChecked: number
  /** Whether everything due was read when the last process ended. */
  atRest: boolean
}

/**
 * The life of a connection whose processes are killed again and again, over a real PostgreSQL. Chance chooses what
 * happens when; how far each process has come by then is up to the machine.
 */
export const liveThroughKills = async ({ serverUrl, seed, kills, historyDays }: LifeOptions): Promise<Outcome> => {
  const world = await createWorld(serverUrl, seed, historyDays)
  const life: Life = { ...world, failures: [], story: [], kills: 0, whileWriting: 0, requestsChecked: 0, atRest: false }
  try {
    await dieMigrating(life)
    await life.storage.migrate()
    await life.observer.install()
    while (life.kills < kills && life.failures.length === 0) await troubledTime(life, kills)
    if (life.failures.length === 0) await peacefulTime(life)
    const { failures, story, whileWriting, api } = life
    return { failures: failures.slice(0, 10), story, kills: life.kills, whileWriting, requests: api.requests.total() }
  } finally {
    await world.end()
  }
}

const kill = async (life: Life, victim: Victim): Promise<string> => {
  const { writing } = await life.observer.connections(victim.name)
  victim.signal('SIGKILL')
  if ((await victim.ended) !== 'killed') return `${victim.name} had ended`
  life.kills += 1
  if (writing > 0) life.whileWriting += 1
  return `${victim.name} killed`
}

/** The first process is killed while it creates the tables. */
const dieMigrating = async (life: Life): Promise<void> => {
  const victim = life.start()
  await until(async () => (await life.observer.connections(victim.name)).open > 0, endless)
  await sleep(life.chance.next() * 60)
  life.story.push(`${await kill(life, victim)} while it created the tables`)
  await gone(life, [victim])
}

/** One or two processes that are killed, stopped for a while or cut off from the database; few end by themselves. */
const troubledTime = async (life: Life, kills: number): Promise<void> => {
  const { chance, api, observer, story } = life
  if (chance.happens(0.3)) api.control({ clearFaults: true })
  if (chance.happens(0.5)) api.control({ faults: [faultOf(chance)] })
  if (life.atRest) life.passTime(chance.integer(14, 300) * hour)
  else if (chance.happens(0.2)) life.passTime(chance.integer(1, 30) * hour)

  const victims = Array.from({ length: chance.happens(0.35) ? 2 : 1 }, () => life.start())
  const tell = (line: string | null) => line && story.push(`${new Date(life.now()).toISOString()} ${line}`)
  const [mayStop, mayCutOff] = [chance.happens(0.5), chance.happens(0.2)]
  if (victims.length === 2 && mayStop) tell(await stopForAWhile(life, victims))
  if (mayCutOff) tell(await cutOff(life, victims))

  while (living(victims).length > 0 && life.kills < kills && !chance.happens(0.1)) {
    const act = async (victim: Victim) => {
      const line = await kill(life, victim)
      life.failures.push(...(await observer.halfDays()))
      return line
    }
    tell(await atSomeMoment(life, living(victims), act))
  }
  await gone(life, victims)
}

/** Longer than its lease lasts, so that another takes over; then it goes on, and may not write any more. */
const stopForAWhile = async (life: Life, victims: readonly Victim[]): Promise<string | null> => {
  await Promise.all(victims.map(({ started }) => started))
  let stopped: Victim | undefined
  const line = await atSomeMoment(life, victims, async (victim) => {
    stopped = victim
    victim.signal('SIGSTOP')
    return `${victim.name} stopped`
  })
  await sleep((1.2 + life.chance.next()) * (leaseTime / speed))
  stopped?.signal('SIGCONT')
  return line
}

/** As when the database restarts: a process that runs goes on when it can. */
const cutOff = async (life: Life, victims: readonly Victim[]): Promise<string | null> => {
  await Promise.all(victims.map(({ started }) => started))
  return await atSomeMoment(life, victims, async (victim) => {
    await life.observer.disconnect(victim.name)
    return `${victim.name} cut off`
  })
}

/** Everything is well again, and a day later one process reads what is due. Then nothing may be missing. */
const peacefulTime = async (life: Life): Promise<void> => {
  const { api, account, failures, storage, observer } = life
  api.control({ clearFaults: true })
  // In the afternoon of the day after the next: whatever failed is due again, and no new day appears soon.
  life.passTime(startOfDay(addDays(dayAt(life.now()), 2)) + 15 * hour - life.now())
  await gone(life, [life.start()])
  failures.push(...(await observer.leftovers()))
  failures.push(...wrongWrites(await observer.notes()))
  failures.push(...(await wrongInStore(storage, account, api)))
}

/** Waits for the end of processes, and looks at what they leave. */
const gone = async (life: Life, victims: readonly Victim[]): Promise<void> => {
  const { observer, api, failures, story } = life
  const over = await until(() => living(victims).length === 0, endless)
  if (!over) failures.push(`${living(victims).map(({ name }) => name)} did not end`)
  for (const victim of victims) {
    const how = victim.isAlive() ? 'alive' : await victim.ended
    if (how !== 'done' && how !== 'killed') failures.push(`${victim.name} ${how}`)
    story.push(`${victim.name} ${how}`, ...victim.log().map((line) => `  ${line}`))
    if (over && !(await until(async () => (await observer.connections(victim.name)).open === 0, endless))) {
      failures.push(`${victim.name} is gone, and its transactions are not`)
    }
    life.atRest = how === 'done'
  }
  const spent = api.requests.total() - life.requestsChecked
  life.requestsChecked += spent
  const requests = spent > 0 ? api.requests.list().slice(-spent) : []
  const beyond = requests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (beyond > 0) failures.push(`${beyond} requests were more than a minute allows`)
}
