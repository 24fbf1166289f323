import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storageSuite } from '../testing/index.ts'
import { memoryStorage } from './memory.ts'

let time: number | null = null

storageSuite(
  { describe, test, beforeAll, afterAll, expect, fc },
  {
    name: 'memoryStorage',
    create: () => memoryStorage({ now: () => time ?? Date.now() }),
    setTime: (now) => {
      time = now
    },
  },
)
