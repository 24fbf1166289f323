// Preloaded by `breaks/run.ts` in the process that simulates. While that process loads its code, this file applies the
// break that the environment variable `CHAOS_BREAK` names.
import { registerHooks } from 'node:module'
import { breakCode, breaks } from './breaks.ts'

const { CHAOS_BREAK: name = '' } = process.env
const chosenBreak = breaks.find((candidate) => candidate.name === name)
if (!chosenBreak) throw new TypeError(`There is no break "${name}".`)

registerHooks({
  load(url, context, loadNext) {
    const loaded = loadNext(url, context)
    if (!url.endsWith(`/packages/${chosenBreak.file}`)) return loaded
    return { ...loaded, source: breakCode(chosenBreak, String(loaded.source)) }
  },
})
