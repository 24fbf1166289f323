import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storageSuite } from '../testing/index.ts'
import { memoryStorage } from './memory.ts'

storageSuite({ describe, it, beforeAll, afterAll, expect, fc }, { name: 'memoryStorage', create: memoryStorage })
