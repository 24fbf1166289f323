import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'

const root = fileURLToPath(new URL('../web', import.meta.url))
const outDir = fileURLToPath(new URL('../../dist/web', import.meta.url))
const sources = [
  root,
  fileURLToPath(new URL('../host-api.ts', import.meta.url)),
  // The packages are used from their sources in this workspace, so a change to them is one to the pages.
  ...['@windmill/claude-core', '@windmill/claude-react'].map((name) =>
    fileURLToPath(new URL('src', import.meta.resolve(`${name}/package.json`))),
  ),
]

/** Builds the pages, unless nothing has changed since they were built. Returns the folder they are in. */
export const buildWeb = async (): Promise<string> => {
  const stamp = `${outDir}.sources`
  const state = stateOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return outDir

  const environment = process.env.NODE_ENV
  // Whatever started this, a test for example: what is kept in the folder is what people get.
  process.env.NODE_ENV = 'production'
  try {
    const { build } = await import('vite')
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir, emptyOutDir: true, target: 'es2023' },
    })
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = environment
  }
  writeFileSync(stamp, state)
  return outDir
}

/** Changes when a file is added, removed or written. */
const stateOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn)) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

const filesIn = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path]
