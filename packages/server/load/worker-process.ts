// Entry point of a process that syncs. Several such processes share the work through the database, like a host's
// servers.

import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Tracer } from '../src/index.ts'
import { connectToParent } from './connect-to-parent.ts'
import { createLoadIntegration, type HostInput } from './create-load-integration.ts'
import { runHeader } from './run-header.ts'

export type WorkerInput = HostInput

/** A message to the load test. */
export type WorkerMessage =
  /** The integration of the worker has started. */
  | { readonly kind: 'started' }
  /** A run of an account has begun or ended in this worker. */
  | { readonly kind: 'run'; readonly account: string; readonly isRunning: boolean }
  | { readonly kind: 'day_read'; readonly account: string }
  | { readonly kind: 'problem'; readonly message: string; readonly details: string }

const { input, send } = connectToParent<WorkerInput>()
const { name } = input
const runs = new AsyncLocalStorage<{ readonly account: string; readonly run: string }>()
let runCount = 0
const retryPauseMs = 100

/** Reports the runs to the load test. Stores the current run, so that the headers of its requests can contain it. */
const tracer: Tracer = {
  startActiveSpan(spanName, { attributes }, task) {
    const end = () => {}
    const span = { setAttribute: () => {}, setStatus: () => {}, end }
    if (spanName !== 'claude.sync') return task(span)
    const account = String(attributes['claude.account_id'])
    runCount += 1
    send({ kind: 'run', account, isRunning: true })
    const endRun = () => send({ kind: 'run', account, isRunning: false })
    return runs.run({ account, run: `${name}/${runCount}` }, () => task({ ...span, end: endRun }))
  },
}

const reportProblem = (message: string, details: unknown): void =>
  send({ kind: 'problem', message, details: JSON.stringify(details) })

const claude = createLoadIntegration(input, {
  isWorker: true,
  tracer,
  fetch: (url, init) => {
    const headers = new Headers(init?.headers)
    const run = runs.getStore()
    if (run) headers.set(runHeader, JSON.stringify(run))
    return fetch(url, { ...init, headers })
  },
  logger: {
    info(message, details) {
      if (message === 'Day read') send({ kind: 'day_read', account: String(details?.accountId) })
    },
    warn: reportProblem,
    error: reportProblem,
  },
})

process.on('message', async () => {
  await claude.stop()
  process.exit()
})
const start = async (): Promise<void> => {
  for (;;) {
    try {
      return await claude.start()
    } catch {
      // The database is away. The integration has logged it.
      await sleep(retryPauseMs)
    }
  }
}
await start()
send({ kind: 'started' })
