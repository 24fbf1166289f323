import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'

const webRoot = fileURLToPath(new URL('../web', import.meta.url))
const outDir = fileURLToPath(new URL('../../dist/web', import.meta.url))
const sourcePaths = [
  webRoot,
  fileURLToPath(new URL('../host-api.ts', import.meta.url)),
  // This workspace uses the packages from source, so a change to them changes the pages.
  ...['@windmill/claude-core', '@windmill/claude-react'].map((name) =>
    fileURLToPath(new URL('src', import.meta.resolve(`${name}/package.json`))),
  ),
]

/** Returns the folder of the built pages. Builds them first when a source has changed since the last build. */
export const buildWeb = async (): Promise<string> => {
  const hashFile = `${outDir}.sources`
  const sourceHash = computeSourceHash(sourcePaths)
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === sourceHash) return outDir

  const originalNodeEnv = process.env.NODE_ENV
  // The output is cached, so it is always a production build, even when a test starts it.
  process.env.NODE_ENV = 'production'
  try {
    const { build } = await import('vite')
    await build({
      root: webRoot,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir, emptyOutDir: true, target: 'es2023' },
    })
  } finally {
    if (originalNodeEnv === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = originalNodeEnv
  }
  writeFileSync(hashFile, sourceHash)
  return outDir
}

/** Returns a hash that changes when a file is added, removed or written. */
const computeSourceHash = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(listFiles)) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

const listFiles = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path]
