import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createAccountId, createConnectionRecord } from '../../testing/fixtures.ts'
import type { StorageAdapter } from '../adapter.ts'
import { pgliteStorage } from '../pglite.ts'

const parent = mkdtempSync(join(tmpdir(), 'pglite-folder-'))
const template = join(parent, 'template')
let folderCount = 0
/** Creates a folder with a migrated database. */
const createFolder = (): string => {
  folderCount += 1
  const folder = join(parent, `folder-${folderCount}`)
  cpSync(template, folder, { recursive: true })
  return folder
}

const openStorages: StorageAdapter[] = []
const open = async (dataDir: string, create = pgliteStorage): Promise<StorageAdapter> => {
  const storage = create({ dataDir })
  openStorages.push(storage)
  await storage.migrate()
  return storage
}

/** Evaluates the module again, as bundlers and hot reloading do. */
const importCopy = async (copyNumber: number): Promise<typeof pgliteStorage> => {
  const url = `../pglite.ts?copy=${copyNumber}`
  return (await import(/* @vite-ignore */ url)).pgliteStorage
}

const children: ChildProcess[] = []
/** Starts a process that opens the folder. Resolves to the process and what it reports: `open` or an error code. */
const openInProcess = async (dataDir: string): Promise<{ readonly child: ChildProcess; readonly report: string }> => {
  const script = join(import.meta.dirname, '../../test/pglite-process.ts')
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, report: String(line).trim() }
}
const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Lists the names, sizes and times of all files, to notice any write. */
const listFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name))
      return `${name} ${size} ${mtimeMs}`
    })

beforeAll(async () => {
  const storage = pgliteStorage({ dataDir: template })
  await storage.migrate()
  await storage.close()
})
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await kill(child)
  for (const storage of openStorages.splice(0)) await storage.close()
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

describe('a PGlite folder and several processes', () => {
  test('refuses a second process, which changes no file, until the first process is killed', async () => {
    const folder = createFolder()
    const { child, report } = await openInProcess(folder)
    expect(report).toBe('open')
    const files = listFiles(folder)

    const storage = pgliteStorage({ dataDir: folder })
    const refused = { name: 'StorageError', code: 'database_in_use', message: expect.stringContaining(folder) }
    await expect(storage.migrate()).rejects.toMatchObject(refused)
    expect((await openInProcess(`${folder}/`)).report).toBe('database_in_use')
    expect(listFiles(folder)).toEqual(files)

    await kill(child)
    await storage.migrate()
    const record = createConnectionRecord(createAccountId())
    await storage.saveConnection(record)
    expect(await storage.listConnections()).toEqual([record])
    await storage.close()
  })

  test('is used by one thread of a process at a time, and opens after that thread has ended', async () => {
    const folder = createFolder()
    const startWorker = async () => {
      const worker = new Worker(new URL('../../test/pglite-process.ts', import.meta.url), { workerData: folder })
      const [report] = await once(worker, 'message')
      return { worker, report }
    }
    const first = await startWorker()
    expect(first.report).toBe('open')
    await expect(pgliteStorage({ dataDir: folder }).migrate()).rejects.toMatchObject({ code: 'database_in_use' })
    await first.worker.terminate()
    await open(folder)
    const second = await startWorker()
    expect(second.report).toBe('database_in_use')
    await second.worker.terminate()
    expect((await openInProcess(folder)).report).toBe('database_in_use')
  })

  test('stays locked against other processes while one of several adapters uses the folder', async () => {
    const folder = createFolder()
    const first = await open(folder)
    const second = await open(folder)
    await first.close()
    expect((await openInProcess(folder)).report).toBe('database_in_use')
    await second.close()
    expect((await openInProcess(folder)).report).toBe('open')
  })
})

describe('a PGlite folder and several adapters of one process', () => {
  test('has one open PGlite, however the folder is spelled and however often the module is evaluated', async () => {
    const folder = createFolder()
    const link = join(parent, 'link')
    symlinkSync(folder, link)
    const create = vi.spyOn(PGlite, 'create')
    const spellings = [
      folder,
      `${folder}/`,
      join(parent, 'x', '..', basename(folder)),
      relative(process.cwd(), folder),
      link,
      pathToFileURL(folder).href,
      `file://${folder}`,
      `file://${relative(process.cwd(), folder)}`,
    ]
    const copies = await Promise.all(spellings.map((_, index) => importCopy(index)))
    expect(new Set(copies).size).toBe(spellings.length)
    const storages = await Promise.all(spellings.map((spelling, index) => open(spelling, copies[index])))
    expect(create).toHaveBeenCalledTimes(1)
    create.mockRestore()

    // As with several servers on one PostgreSQL, only one adapter gets the lease, and all adapters see what one wrote.
    const record = createConnectionRecord(createAccountId())
    const tokens = await Promise.all(storages.map((storage) => storage.acquireLease(record.accountId, 60_000)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
    await storages[0]?.saveConnection(record)
    for (const storage of storages) expect(await storage.listConnections()).toEqual([record])
  })

  test('closes with the last adapter, and opens again', async () => {
    const folder = createFolder()
    const [first, second] = [await open(folder), await open(folder)]
    const record = createConnectionRecord(createAccountId())
    await first.saveConnection(record)
    await first.close()
    await first.close()
    expect(await second.listConnections()).toEqual([record])
    await expect(first.listConnections()).rejects.toThrow()
    // Opening waits for the close that is in progress.
    const closing = second.close()
    const third = await open(folder)
    await closing
    expect(await third.listConnections()).toEqual([record])
  })

  test('settles pending operations when it is closed, and has stored exactly those that were fulfilled', async () => {
    const folder = createFolder()
    const storage = await open(folder)
    const records = Array.from({ length: 5 }, () => createConnectionRecord(createAccountId()))
    const writes = records.map((record) => storage.saveConnection(record))
    await storage.close()
    const results = await Promise.allSettled(writes)
    const saved = records.filter((_, index) => results[index]?.status === 'fulfilled')
    const stored = await (await open(folder)).listConnections()
    expect(new Set(stored.map(({ accountId }) => accountId))).toEqual(new Set(saved.map(({ accountId }) => accountId)))
  })
})

describe('a PGlite folder that cannot be opened', () => {
  const createBrokenFolder = (change: (folder: string) => void): string => {
    const folder = createFolder()
    change(folder)
    return folder
  }
  test.each<readonly [string, () => string, RegExp]>([
    ['its parent is missing', () => join(parent, 'missing', 'data'), /ENOENT/],
    [
      'it is a file',
      () => {
        const path = join(parent, 'file')
        writeFileSync(path, '')
        return path
      },
      /file, not a folder/,
    ],
    ['its parent is a file', () => '/dev/null/data', /ENOTDIR/],
    ['its parent cannot be written', () => '/proc/data', /could not be opened: E/],
    [
      'it is of another PostgreSQL version',
      () => createBrokenFolder((folder) => writeFileSync(join(folder, 'PG_VERSION'), '16\n')),
      /initialized by PostgreSQL version 16/,
    ],
    [
      'its files are damaged',
      () =>
        createBrokenFolder((folder) => {
          rmSync(join(folder, 'pg_wal'), { recursive: true })
          mkdirSync(join(folder, 'pg_wal'))
        }),
      /could not locate a valid checkpoint record/,
    ],
  ])('rejects with database_unreachable, and names the reason: %s', async (_, getFolder, reason) => {
    const dataDir = getFolder()
    const storage = pgliteStorage({ dataDir })
    const unreachable = { name: 'StorageError', code: 'database_unreachable', message: expect.stringMatching(reason) }
    await expect(storage.migrate()).rejects.toMatchObject(unreachable)
    await expect(storage.listConnections()).rejects.toMatchObject(unreachable)
    await storage.close()
  })

  test('stays unlocked, and opens after it was repaired', async () => {
    const folder = createFolder()
    const version = join(folder, 'PG_VERSION')
    writeFileSync(version, '16\n')
    const [first, second] = [pgliteStorage({ dataDir: folder }), pgliteStorage({ dataDir: folder })]
    const failures = await Promise.allSettled([first.migrate(), second.migrate()])
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    cpSync(join(template, 'PG_VERSION'), version)
    const { child, report } = await openInProcess(folder)
    expect(report).toBe('open')
    await kill(child)
    await first.migrate()
    await first.close()
  })

  test('is created anew if a process was killed while it created the database, and files of other programs stay', async () => {
    const folder = join(parent, 'incomplete')
    mkdirSync(join(folder, 'base'), { recursive: true })
    for (const name of ['windmill-claude.incomplete', 'notes.txt']) writeFileSync(join(folder, name), '')
    cpSync(join(template, 'PG_VERSION'), join(folder, 'PG_VERSION'))
    const storage = await open(folder)
    expect(await storage.listConnections()).toEqual([])
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true)
    expect(existsSync(join(folder, 'windmill-claude.incomplete'))).toBe(false)
  })
})
