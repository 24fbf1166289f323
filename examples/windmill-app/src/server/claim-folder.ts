import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'
import { DemoError } from './demo-error.ts'

/**
 * Claims a folder for this process and returns the function that releases it. Two processes that run PGlite on the same
 * files would corrupt them. The claim is a listening socket, so it ends with the process, even after SIGKILL.
 * @throws DemoError `data_in_use` while another process holds the folder.
 */
export const claimFolder = async (folder: string): Promise<() => Promise<void>> => {
  mkdirSync(folder, { recursive: true })
  const path = getSocketPath(folder)
  const server = (await listen(path)) ?? (await takeOverOrThrow(folder, path))
  return () => new Promise((resolve) => server.close(() => resolve()))
}

const takeOverOrThrow = async (folder: string, path: string): Promise<Server> => {
  const server = (await isListening(path)) ? null : await replaceStaleSocket(path)
  if (server) return server
  throw new DemoError(
    'data_in_use',
    `Another demo is running on the data in ${folder}. Stop it first, or give this one a PostgreSQL of its own with DATABASE_URL.`,
  )
}

const replaceStaleSocket = async (path: string): Promise<Server | null> => {
  // A killed process leaves its socket file behind.
  rmSync(path, { force: true })
  return await listen(path)
}

/**
 * Returns the path of the folder's socket. On Windows, it is a named pipe. Elsewhere, it is the shorter of the absolute
 * and the relative path, because a socket's path has at most about 100 characters.
 */
const getSocketPath = (folder: string): string => {
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\windmill-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  }
  const path = join(folder, 'in-use')
  const relativePath = relative(process.cwd(), path)
  return relativePath.length < path.length ? relativePath : path
}

/** Starts a server on the socket. Resolves to null if the path exists already. */
const listen = (path: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end())
    server.unref()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })

/** Returns whether a process listens on the socket. */
const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
