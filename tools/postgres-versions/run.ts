// Runs the database tests of the storage and the sync on each supported version of PostgreSQL. Numbers choose versions:
// `pnpm test:postgres 14 17`. Other arguments are passed to Vitest, for example other files to run.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const isVersion = (argument: string) => /^\d+$/.test(argument)

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): boolean =>
  spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status === 0

const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}
const supportedVersions = Object.keys(dependencies).map((name) => name.replace('postgres-', ''))
const chosenVersions = process.argv.slice(2).filter(isVersion)
const versions = chosenVersions.length > 0 ? chosenVersions : supportedVersions
const unknownVersions = versions.filter((version) => !supportedVersions.includes(version))
if (unknownVersions.length > 0)
  throw new Error(`Unknown version ${unknownVersions.join(', ')}. Choose from ${supportedVersions.join(', ')}.`)
if (!run('npx', ['--yes', 'pnpm@12', '--dir', folder, 'install', '--frozen-lockfile'])) {
  throw new Error('The PostgreSQL versions could not be installed, so nothing was tested. See above.')
}

const options = process.argv.slice(2).filter((argument) => !isVersion(argument))
const defaultFiles = [
  'packages/server/src/storage',
  'packages/server/src/sync',
  '--exclude=**/pglite*/**',
  '--exclude=**/pglite*',
]
const { DATABASE_URL: _, ...env } = process.env
const results = versions.map((version) => {
  console.log(`\nPostgreSQL ${version}`)
  const files = options.some((option) => !option.startsWith('-')) ? [] : defaultFiles
  const args = ['exec', 'vitest', 'run', '--project=database', ...files, ...options]
  return { version, hasPassed: run('npx', ['--yes', 'pnpm@12', ...args], { ...env, POSTGRES_VERSION: version }) }
})

console.log()
for (const { version, hasPassed } of results) console.log(`${hasPassed ? '✓' : '✗'} PostgreSQL ${version}`)
process.exitCode = results.every(({ hasPassed }) => hasPassed) ? 0 : 1
