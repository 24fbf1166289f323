import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'
import { DemoError } from './demo-error.ts'

/**
 * Makes this process the only one that uses a folder: two PGlites on the same files would destroy them. Held by a
 * socket, which ends with the process however that ends. Throws a `DemoError` while another process holds it.
 * Returns how to let go.
 */
export const claimFolder = async (folder: string): Promise<() => Promise<void>> => {
  mkdirSync(folder, { recursive: true })
  const path = socketPath(folder)
  const server = (await listen(path)) ?? (await takeOver(folder, path))
  return () => new Promise((resolve) => server.close(() => resolve()))
}

const takeOver = async (folder: string, path: string): Promise<Server> => {
  const server = (await isHeld(path)) ? null : await replace(path)
  if (server) return server
  throw new DemoError(
    'data_in_use',
    `Another demo is running on the data in ${folder}. Stop it first, or give this one a PostgreSQL of its own with DATABASE_URL.`,
  )
}

const replace = async (path: string): Promise<Server | null> => {
  // Left behind by a process that was killed.
  rmSync(path, { force: true })
  return await listen(path)
}

/** Socket paths have room for about a hundred characters, so the shorter spelling is taken. */
const socketPath = (folder: string): string => {
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\windmill-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  }
  const path = join(folder, 'in-use')
  const short = relative(process.cwd(), path)
  return short.length < path.length ? short : path
}

/** Null when the address is taken. */
const listen = (path: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end())
    server.unref()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })

const isHeld = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
