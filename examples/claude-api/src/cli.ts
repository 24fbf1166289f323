import { parseArgs } from 'node:util'
import { startClaudeApi } from './start-claude-api.ts'

const usage = `Usage: node src/cli.ts [--port 4401] [--seed 1] [--people 60] [--rpm 60]

A stand-in for the Claude Enterprise Analytics API on this machine.
  --port    where it listens; 0 for any free port
  --seed    another number, other people and figures
  --people  employees of the company, at least 20
  --rpm     requests a minute that it allows`

/** Ends the program with a message for whoever started it. */
const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const readFlags = (): { port: number; seed: number; people: number; rpm: number } => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { port: text, seed: text, people: text, rpm: text, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  const read = (flag: 'port' | 'seed' | 'people' | 'rpm', preset: number): number => {
    const given = values[flag]
    if (given === undefined) return preset
    if (!/^\d+$/.test(given)) throw new TypeError(`--${flag} must be a whole number, not "${given}".`)
    return Number(given)
  }
  const port = read('port', 4401)
  if (port > 65_535) throw new TypeError(`--port must be at most 65535, not ${port}.`)
  return { port, seed: read('seed', 1), people: read('people', 60), rpm: read('rpm', 60) }
}

const main = async (): Promise<void> => {
  const flags = readFlags()
  const api = await startClaudeApi(flags)
  console.log(`Claude Analytics API stand-in: ${api.url}
Company:      ${api.organization.name}, ${flags.people} people, ${api.organization.claudeUsers.length} of them in Claude
Latest day:   ${api.truth.latestDay()}
Analytics key:
${api.keys.analytics}
Faults and settings: POST ${api.url}/_control/faults and /_control/settings, see the README.`)
}

main().catch((error: unknown) => {
  if (!(error instanceof Error)) throw error
  const code = 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') stop('The port is in use. Stop what listens there, or choose another with --port.')
  if (code === 'EACCES') stop('The port cannot be opened without more rights. Choose one from 1024 on with --port.')
  stop(`${error.message}\n\n${usage}`)
})
