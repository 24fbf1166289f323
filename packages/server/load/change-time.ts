// Loaded into a process of a load test before its own code. It changes the timers, `performance.now` and `Date` of the
// process to the time of the load test, which it reads from the environment variable `LOAD_TIME`.
import { type LoadTime, toCalendarTime } from './load-time.ts'

const time = JSON.parse(process.env.LOAD_TIME ?? '') as LoadTime
const RealDate = Date
const { now: realNow } = RealDate
const { setTimeout: setRealTimeout, setInterval: setRealInterval } = globalThis
const realPerformanceNow = performance.now.bind(performance)

const toRealMs = (milliseconds: number | undefined): number => (milliseconds ?? 0) / time.speed

globalThis.setTimeout = Object.assign(
  (run: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) =>
    setRealTimeout(run, toRealMs(milliseconds), ...args),
  setRealTimeout,
)
globalThis.setInterval = Object.assign(
  (run: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) =>
    setRealInterval(run, toRealMs(milliseconds), ...args),
  setRealInterval,
)
performance.now = () => realPerformanceNow() * time.speed

const now = (): number => Math.floor(toCalendarTime(time, realNow()))
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
