import { parseArgs } from 'node:util'
import { printLoadResult } from './print-load-result.ts'
import { simulateLoad } from './simulate-load.ts'

const usage = `Usage: pnpm load --accounts N --people N --days N [--workers 8] [--seed 1] [--speed 1]
  [--kills N] [--restarts 1] [--crashes 1] [--silences 1] [--terminations 5] [--holds 1] [--api-outages 3]

--people is the number of people in all accounts together. With --speed N, timeouts, leases and the API's minute pass N
times as fast as in real time. There are two kills per worker unless --kills says otherwise.`

const numberOption = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    accounts: numberOption,
    people: numberOption,
    days: numberOption,
    workers: numberOption,
    seed: numberOption,
    speed: numberOption,
    kills: numberOption,
    restarts: numberOption,
    crashes: numberOption,
    silences: numberOption,
    terminations: numberOption,
    holds: numberOption,
    'api-outages': numberOption,
  },
})

const readNumber = (name: keyof typeof values, defaultValue?: number): number => {
  const value = values[name] ?? defaultValue
  if (value === undefined || !/^\d+$/.test(String(value))) {
    console.error(`--${name} must be a whole number.\n\n${usage}`)
    process.exit(1)
  }
  return Number(value)
}

const workers = readNumber('workers', 8)
const seed = readNumber('seed', 1)
console.log(`Seed ${seed}`)
const result = await simulateLoad({
  accounts: readNumber('accounts'),
  people: readNumber('people'),
  days: readNumber('days'),
  workers,
  seed,
  speed: readNumber('speed', 1),
  disturbances: {
    kill: readNumber('kills', 2 * workers),
    restart: readNumber('restarts', 1),
    crash: readNumber('crashes', 1),
    silence: readNumber('silences', 1),
    terminate: readNumber('terminations', 5),
    hold: readNumber('holds', 1),
    api_outage: readNumber('api-outages', 3),
  },
  log: console.log,
})
printLoadResult(result, console.log)
process.exitCode = result.failures.length > 0 ? 1 : 0
