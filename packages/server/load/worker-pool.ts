import { processPrefix } from './load-database.ts'
import { type LoadProcess, startLoadProcess } from './load-process.ts'
import type { LoadTime } from './load-time.ts'
import type { WorkerInput, WorkerMessage } from './worker-process.ts'

/** The workers of a load test. */
export interface WorkerPool {
  /** Starts another worker. */
  readonly start: () => void
  /** Lists the names of the workers that run accounts. */
  readonly listBusy: () => readonly string[]
  /**
   * Kills a worker and starts another one in its place. `accounts` is the number of accounts that the killed worker
   * ran. `recovered` resolves when each of them runs again.
   */
  readonly killAndReplace: (name: string) => { readonly accounts: number; readonly recovered: Promise<void> }
  /** Resolves when a day has been read. */
  readonly waitForDay: () => Promise<void>
  /** Stops all workers. Resolves with a line for each worker that crashed or ended with an error. */
  readonly stop: () => Promise<readonly string[]>
  /** Lists all workers that were ever started. */
  readonly listAll: () => readonly LoadProcess[]
}

interface WorkerPoolOptions {
  readonly hostInput: Omit<WorkerInput, 'name'>
  readonly time: LoadTime
  readonly compileCacheFolder: string
  readonly logLine: (line: string) => void
  readonly onProblem: (name: string, message: string, details: string) => void
}

interface Member {
  readonly process: LoadProcess
  /** The accounts that the process runs now. */
  readonly accounts: Set<string>
  isExpectedToEnd: boolean
}

export const createWorkerPool = (options: WorkerPoolOptions): WorkerPool => {
  const { hostInput, time, compileCacheFolder, onProblem } = options
  const members = new Map<string, Member>()
  const allWorkers: LoadProcess[] = []
  const failures: string[] = []
  const runListeners = new Map<string, Set<() => void>>()
  let dayListeners: (() => void)[] = []

  const start = (): void => {
    const name = `${processPrefix}worker-${allWorkers.length + 1}`
    const accounts = new Set<string>()
    const process = startLoadProcess<WorkerMessage>({
      name,
      file: 'worker-process.ts',
      input: { ...hostInput, name } satisfies WorkerInput,
      time,
      compileCacheFolder,
      onMessage(message) {
        if (message.kind === 'problem') onProblem(name, message.message, message.details)
        if (message.kind === 'day_read') {
          for (const listener of dayListeners.splice(0)) listener()
        }
        if (message.kind !== 'run') return
        if (!message.isRunning) accounts.delete(message.account)
        else {
          accounts.add(message.account)
          for (const listener of runListeners.get(message.account) ?? []) listener()
          runListeners.delete(message.account)
        }
      },
    })
    const member: Member = { process, accounts, isExpectedToEnd: false }
    members.set(name, member)
    allWorkers.push(process)
    void process.ended.then((outcome) => {
      members.delete(name)
      if (!member.isExpectedToEnd) failures.push(`${name} ${outcome}`)
    })
  }

  const waitForRun = (account: string): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    runListeners.set(account, (runListeners.get(account) ?? new Set()).add(resolve))
    return promise
  }

  return {
    start,
    listBusy: () => [...members].filter(([, { accounts }]) => accounts.size > 0).map(([name]) => name),
    killAndReplace(name) {
      const member = members.get(name)
      if (!member) return { accounts: 0, recovered: Promise.resolve() }
      member.isExpectedToEnd = true
      member.process.kill()
      members.delete(name)
      const accounts = [...member.accounts]
      const recovered = Promise.all(accounts.map(waitForRun)).then(() => {})
      start()
      return { accounts: accounts.length, recovered }
    },
    waitForDay: () => new Promise((resolve) => dayListeners.push(resolve)),
    async stop() {
      const runningMembers = [...members.values()]
      for (const member of runningMembers) {
        member.isExpectedToEnd = true
        member.process.send('stop')
      }
      const outcomes = await Promise.all(runningMembers.map(({ process }) => process.ended))
      dayListeners = []
      return [...failures, ...outcomes.flatMap((outcome) => (outcome === 'done' ? [] : [`A worker ${outcome}`]))]
    },
    listAll: () => allWorkers,
  }
}
