import { defineConfig } from 'tsup'
import { tsupConfig } from '../../tools/build/tsup-config.ts'

export default defineConfig(tsupConfig)
