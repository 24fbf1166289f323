import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'

const webFolder = fileURLToPath(new URL('../web', import.meta.url))
const outputFolder = fileURLToPath(new URL('../../dist', import.meta.url))
const sourcePaths = [
  webFolder,
  fileURLToPath(new URL('../host-api.ts', import.meta.url)),
  // The pages are built from the sources of these packages.
  ...['@windmill/claude-core', '@windmill/claude-react'].map((name) =>
    fileURLToPath(new URL('src', import.meta.resolve(`${name}/package.json`))),
  ),
]

/**
 * Returns the folder with the built pages. Builds them first if a source has changed since the last build. Several
 * demos may build at once, and each may be killed, so a folder gets its final name only when it is complete.
 */
export const buildWeb = async (): Promise<string> => {
  const folder = join(outputFolder, `web-${computeSourceHash(sourcePaths)}`)
  if (existsSync(folder)) return folder

  const unfinishedFolder = `${folder}.${process.pid}`
  const originalNodeEnv = process.env.NODE_ENV
  // A later start reuses the output, so it must be a production build, even when a test starts the demo.
  process.env.NODE_ENV = 'production'
  try {
    const { build } = await import('vite')
    await build({
      root: webFolder,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir: unfinishedFolder, emptyOutDir: true, target: 'es2023' },
    })
  } finally {
    if (originalNodeEnv === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = originalNodeEnv
  }
  try {
    renameSync(unfinishedFolder, folder)
  } catch (error) {
    // Another demo may have finished the same build first.
    if (!existsSync(folder)) throw error
    rmSync(unfinishedFolder, { recursive: true })
  }
  return folder
}

/** Returns a hash that changes whenever a file is added, removed or written. */
const computeSourceHash = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(listFiles)) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

const listFiles = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path]
