// Preloaded by `breaks/run.ts` in the process that simulates. While that process loads its code, this file applies the
// break that the environment variable `CHAOS_BREAK` names.
import { registerHooks } from 'node:module'
import { breakCode, breaks } from './breaks.ts'

const { CHAOS_BREAK: name = '' } = process.env
const chosen = breaks.find((candidate) => candidate.name === name)
if (!chosen) throw new TypeError(`There is no break "${name}".`)

registerHooks({
  load(url, context, loadNext) {
    const loaded = loadNext(url, context)
    if (!url.endsWith(`/packages/${chosen.file}`)) return loaded
    return { ...loaded, source: breakCode(chosen, String(loaded.source)) }
  },
})
