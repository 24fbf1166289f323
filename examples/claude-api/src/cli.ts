import { parseArgs } from 'node:util'
import { startClaudeApi } from './start-claude-api.ts'

const usage = `Usage: node src/cli.ts [--port 4401] [--seed 1] [--people 60] [--rpm 60] [--organizations 1]

A stand-in for the Claude Enterprise Analytics API on this machine.
  --port           port to listen on; 0 for any free port
  --seed           seed of the people and figures, a whole number
  --people         number of employees of each company, at least 20
  --rpm            maximum requests a minute of each organization
  --organizations  number of Claude organizations, each with a key`

/** Prints an error message and exits with code 1. */
const exitWithError = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const defaultFlags = { port: 4401, seed: 1, people: 60, rpm: 60, organizations: 1 }

/** Reads the flags. Prints the usage and exits with code 0 for `--help`. Throws on an invalid flag. */
const readFlags = (): typeof defaultFlags => {
  const stringFlag = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      port: stringFlag,
      seed: stringFlag,
      people: stringFlag,
      rpm: stringFlag,
      organizations: stringFlag,
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  const readNumber = (flag: keyof typeof defaultFlags): number => {
    const value = values[flag]
    if (value === undefined) return defaultFlags[flag]
    if (!/^\d+$/.test(value)) throw new TypeError(`--${flag} must be a whole number, not "${value}".`)
    return Number(value)
  }
  const port = readNumber('port')
  if (port > 65_535) throw new TypeError(`--port must be at most 65535, not ${port}.`)
  return {
    port,
    seed: readNumber('seed'),
    people: readNumber('people'),
    rpm: readNumber('rpm'),
    organizations: readNumber('organizations'),
  }
}

const main = async (): Promise<void> => {
  const flags = readFlags()
  const api = await startClaudeApi(flags)
  console.log(`Claude Analytics API stand-in: ${api.url}
Company:      ${api.organization.name}, ${flags.people} people, ${api.organization.claudeUsers.length} of them in Claude
Latest day:   ${api.truth.latestDay()}
Analytics key:
${api.organizations.map(({ key }) => key).join('\nOf another organization:\n')}
Faults and settings: POST ${api.url}/_control/faults and /_control/settings, see the README.`)
}

main().catch((error: unknown) => {
  if (!(error instanceof Error)) throw error
  const code = 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    exitWithError('The port is in use. Stop the process that listens on it, or choose another port with --port.')
  if (code === 'EACCES') exitWithError('This user may not open the port. Choose a port of at least 1024 with --port.')
  exitWithError(`${error.message}\n\n${usage}`)
})
