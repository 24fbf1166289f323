import { readFileSync } from 'node:fs'
import { inject } from 'vitest'

/** Reads the dump of a migrated PGlite without data, for the option `loadDataDir`. */
export const loadPgliteDump = (): Blob => new Blob([readFileSync(inject('pgliteDump'))])
