// Opens a PGlite folder in a process or a worker thread of a test. Reports `open`, or the code of the error, and then
// waits to be killed.
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { pgliteStorage } from '../storage/pglite.ts'

const report = (text: string) => (isMainThread ? console.log(text) : parentPort?.postMessage(text))
const dataDir: string = isMainThread ? process.argv[2] : workerData
await pgliteStorage({ dataDir })
  .migrate()
  .then(
    () => report('open'),
    (error: { readonly code?: string }) => report(String(error.code)),
  )
setInterval(() => {}, 60_000)
