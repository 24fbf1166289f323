import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LaunchOptions } from 'playwright'

const cache = new URL('../../node_modules/.cache/', import.meta.url)

/**
 * How Playwright starts Chromium here: on Linux x64 the browser that comes from npm together with the libraries it
 * needs, so that nothing has to be installed by hand; elsewhere Playwright's own (`playwright install chromium`).
 * Unpacks the browser (about 220 MB, two seconds) on first use.
 */
export const chromiumLaunchOptions = (): LaunchOptions => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}

  const folder = unpacked()
  return {
    executablePath: `${folder}/chromium`,
    // Tests run in containers and as root, where Chromium's sandbox cannot start.
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: `${folder}/al2023/lib`,
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: `${folder}/fonts` }),
    },
  }
}

const unpacked = (): string => {
  const manifest = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = fileURLToPath(new URL(`chromium-${version}`, cache))
  if (existsSync(folder)) return folder

  mkdirSync(cache, { recursive: true })
  // Unpacked beside and then renamed: another process must never see half a browser.
  const part = mkdtempSync(`${folder}-`)
  execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    // The package unpacks to the temp folder, and its libraries only where it believes to be on AWS.
    { cwd: import.meta.dirname, env: { ...process.env, TMPDIR: part, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' } },
  )
  try {
    renameSync(part, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(part, { recursive: true })
  }
  return folder
}
