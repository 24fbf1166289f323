import { createClaude } from './create-claude.ts'

export const claude = createClaude()
claude.start().catch(console.error)

const stop = () => claude.stop().finally(() => process.exit())
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
